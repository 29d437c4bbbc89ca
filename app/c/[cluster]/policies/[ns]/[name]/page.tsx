import type { Metadata } from "next";
import page from "#components/parts/page.module.css";
import { Policy } from "#components/policies/Policy.tsx";
import { Notices } from "#components/url/Notices.tsx";
import { viewPolicy } from "#server/views.ts";
import { found } from "../../../found.ts";
import { shown } from "../../../shown.tsx";
import { urlState } from "../../../urlstate.ts";

type Props = PageProps<"/c/[cluster]/policies/[ns]/[name]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) };
}

export default function PolicyPage(props: Props) {
  return shown(body(props));
}

async function body({ params, searchParams }: Props) {
  const { cluster, ns, name } = await params;
  const { state, notices } = await urlState(searchParams);
  const policy = await found(viewPolicy(decodeURIComponent(cluster), decodeURIComponent(ns), decodeURIComponent(name), state.kind, state.at));
  return (
    <main id="main" className={page.page}>
      <Notices notices={notices} />
      <Policy policy={policy} />
    </main>
  );
}
