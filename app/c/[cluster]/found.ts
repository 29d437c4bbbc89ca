import { notFound } from "next/navigation";
import { ViewError } from "#server/viewerror.ts";

/** What a page is about; where it does not exist, the page for that is shown. */
export async function found<View>(view: Promise<View>): Promise<View> {
  try {
    return await view;
  } catch (error) {
    if (error instanceof ViewError && error.code === "not_found") notFound();
    throw error;
  }
}
