import Link from "next/link";
import page from "#components/parts/page.module.css";

export default function NotFound() {
  return (
    <main id="main" className={page.page}>
      <h1>There is nothing at this address</h1>
      <p className={page.quiet}>The cluster may be read under another name, or not at all.</p>
      <p>
        <Link href="/">Go to the map</Link>
      </p>
    </main>
  );
}
