import { viewGraph } from "#server/views.ts";

export default async function MapPage({ params }: PageProps<"/c/[cluster]/map">) {
  const graph = await viewGraph((await params).cluster);
  return <main>{graph.connections.map(({ id, reason }) => <p key={id}>{reason}</p>)}</main>;
}
