import type { Metadata } from "next";
import page from "#components/parts/page.module.css";
import { Notices } from "#components/url/Notices.tsx";
import { Workload } from "#components/workload/Workload.tsx";
import { viewWorkload } from "#server/views.ts";
import { found } from "../../../../found.ts";
import { shown } from "../../../../shown.tsx";
import { urlState } from "../../../../urlstate.ts";

type Props = PageProps<"/c/[cluster]/ns/[ns]/[kind]/[name]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) };
}

export default function WorkloadPage(props: Props) {
  return shown(body(props));
}

async function body({ params, searchParams }: Props) {
  const { cluster, ns, kind, name } = await params;
  const { state, notices } = await urlState(searchParams);
  const workload = await found(viewWorkload(decodeURIComponent(cluster), { namespace: decodeURIComponent(ns), kind: decodeURIComponent(kind), name: decodeURIComponent(name) }, state.at));
  return (
    <main id="main" className={page.page}>
      <Notices notices={notices} />
      <Workload workload={workload} />
    </main>
  );
}
