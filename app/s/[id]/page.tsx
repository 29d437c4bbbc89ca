import type { Metadata } from "next";
import { cookies, headers } from "next/headers";
import { notFound } from "next/navigation";
import { Frozen } from "#components/frozen/Frozen.tsx";
import { Unopened } from "#components/frozen/Unopened.tsx";
import { THEME_COOKIE, themeChoice } from "#components/frame/themechoice.ts";
import { UNFURL } from "#lib/figure/unfurl.ts";
import { now } from "#server/clusters/clock.ts";
import { viewSnapshot } from "#server/frozen/snapshots.ts";
import { originOf } from "#server/links.ts";
import { previewFor } from "#server/unfurl/link.ts";

/** Nothing of a snapshot stands where a preview of its link could show it, unless a setting says so. */
export async function generateMetadata({ params }: PageProps<"/s/[id]">): Promise<Metadata> {
  const { id } = await params;
  const opened = await viewSnapshot(id);
  const told = opened.kind === "frozen" ? await previewFor(id, opened, originOf(await headers())) : undefined;
  return { title: "Frozen", robots: { index: false, follow: false }, referrer: "no-referrer", ...(told && { openGraph: openGraphOf(told) }) };
}

const openGraphOf = ({ title, description, picture }: Told): Metadata["openGraph"] => ({
  siteName: "Whydrop", title, description, ...(picture !== undefined && { images: [{ url: picture, ...UNFURL, alt: title }] }),
});

type Told = NonNullable<Awaited<ReturnType<typeof previewFor>>>;

export default async function FrozenPage({ params }: PageProps<"/s/[id]">) {
  const { id } = await params;
  const opened = await viewSnapshot(id);
  switch (opened.kind) {
    case "frozen":
      return <Frozen id={id} frozen={opened.frozen} hash={opened.hash} theme={themeChoice((await cookies()).get(THEME_COOKIE)?.value)} renderedAt={now()} />;
    case "damaged":
      return <Unopened title="This snapshot is damaged" why={`Damaged: ${opened.why}. Nothing of it is shown, since nobody could tell what of it is true.`} />;
    case "newer":
      return <Unopened title="This snapshot was made by a newer version" why={`It has schema ${opened.schema}, which this version of Whydrop cannot read. A newer one can.`} />;
    // It ended since the proxy looked.
    case "absent":
      notFound();
  }
}
