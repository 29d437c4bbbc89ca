import type { Metadata } from "next";
import page from "#components/parts/page.module.css";
import { PolicyTable } from "#components/policies/PolicyTable.tsx";
import { ProblemList } from "#components/policies/ProblemList.tsx";
import { Notices } from "#components/url/Notices.tsx";
import { viewPolicies } from "#server/views.ts";
import { found } from "../found.ts";
import { shown } from "../shown.tsx";
import { urlState } from "../urlstate.ts";

export const metadata: Metadata = { title: "Policies" };

export default function PoliciesPage(props: PageProps<"/c/[cluster]/policies">) {
  return shown(body(props));
}

async function body({ params, searchParams }: PageProps<"/c/[cluster]/policies">) {
  const { state, notices } = await urlState(searchParams);
  const { cluster, policies, problems } = await found(viewPolicies(decodeURIComponent((await params).cluster), state.at));
  return (
    <main id="main" className={page.page}>
      <Notices notices={notices} />
      <PolicyTable cluster={cluster} policies={policies} />
      <ProblemList problems={problems} />
    </main>
  );
}
