import Link from "next/link";
import page from "#components/parts/page.module.css";

export default function NotFoundInCluster() {
  return (
    <main id="main" className={page.page}>
      <h1>This is not in the cluster, or no longer</h1>
      <p className={page.quiet}>The workload or policy that the link names is gone, or was never here under that name. The search above finds what is.</p>
      <p>
        <Link href="/">Go to the map</Link>
      </p>
    </main>
  );
}
