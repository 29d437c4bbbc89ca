import type { Field } from "#lib/source/field.ts";
import { requireText } from "../entries.ts";

export function checkSecret(secret: Field): void {
  if (!secret.struct("namespace", "name")) return;
  secret.at("namespace").text();
  requireText(secret.at("name"), "a reference to a Secret");
}

/** `terminatingTLS` or `originatingTLS`. */
export function checkTls(tls: Field): void {
  if (tls.absent || !tls.struct("secret", "trustedCA", "certificate", "privateKey")) return;
  for (const key of ["trustedCA", "certificate", "privateKey"]) tls.at(key).text();
  const secret = tls.at("secret");
  if (secret.absent) secret.error("required", "`secret` is missing: it holds the certificates");
  else checkSecret(secret);
}
