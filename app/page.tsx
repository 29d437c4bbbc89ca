import { redirect } from "next/navigation";
import { mapPath } from "#lib/url/paths.ts";
import { listClusters } from "#server/views.ts";

export const dynamic = "force-dynamic";

export default async function Home() {
  const [first] = (await listClusters()).clusters;
  if (first === undefined) return <main>No cluster is read.</main>;
  redirect(mapPath(first.id));
}
