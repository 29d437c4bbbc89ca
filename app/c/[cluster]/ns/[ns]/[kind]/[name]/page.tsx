import type { Metadata } from "next";
import { redirect } from "next/navigation";
import page from "#components/parts/page.module.css";
import { Notices } from "#components/url/Notices.tsx";
import { Workload } from "#components/workload/Workload.tsx";
import { workloadPath } from "#lib/url/paths.ts";
import { formatState } from "#lib/url/state.ts";
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
  const id = decodeURIComponent(cluster);
  const asked = { namespace: decodeURIComponent(ns), kind: decodeURIComponent(kind), name: decodeURIComponent(name), pod: state.pod };
  const workload = await found(viewWorkload(id, asked, state.at));
  // The address is the workload's: a pod comes and goes, and only says through which one somebody came.
  if (workload.id !== `${asked.namespace}/${asked.kind}/${asked.name}`) redirect(workloadPath(id, workload.id).split("?")[0] + formatState({ ...state, pod: workload.asked?.pod ?? state.pod }));
  return (
    <main id="main" className={page.page}>
      <Notices notices={notices} />
      <Workload workload={workload} />
    </main>
  );
}
