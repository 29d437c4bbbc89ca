import Link from "next/link";
import page from "../parts/page.module.css";

/** A snapshot that is there and cannot be shown: never a part of it. */
export function Unopened({ title, why }: { readonly title: string; readonly why: string }) {
  return (
    <main id="main" className={page.page}>
      <h1>{title}</h1>
      <p className={page.quiet}>{why}</p>
      <p>
        <Link href="/" prefetch={false}>Go to the map</Link>
      </p>
    </main>
  );
}
