import { headers } from "next/headers";
import { ViewError } from "../viewerror.ts";
import { admit } from "./admit.ts";

/** Asks once more for the request that is being answered, page or route. @throws ViewError */
export async function admitReader(): Promise<void> {
  const refusal = admit({ method: "GET", headers: await headers(), access: "entered" });
  if (refusal !== undefined) throw new ViewError(refusal.code, refusal.message);
}
