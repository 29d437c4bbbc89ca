import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { Frame } from "#components/frame/Frame.tsx";
import { THEME_COOKIE, themeChoice } from "#components/frame/themechoice.ts";
import { now } from "#server/clusters/clock.ts";
import { listClusters } from "#server/views.ts";

export default async function ClusterLayout({ children, params }: LayoutProps<"/c/[cluster]">) {
  const { cluster: id } = await params;
  const { clusters } = await listClusters();
  const cluster = clusters.find((one) => one.id === decodeURIComponent(id));
  if (cluster === undefined) notFound();
  return (
    <Frame cluster={cluster} clusters={clusters} theme={themeChoice((await cookies()).get(THEME_COOKIE)?.value)} renderedAt={now()}>
      {children}
    </Frame>
  );
}
