import { type Field, quote } from "#lib/source/field.ts";
import { readOneOf, requireText } from "../entries.ts";

/** `listener`: sends connections through one of Envoy's, which may do with them whatever it is told. */
export function checkListener(listener: Field): void {
  if (listener.absent || !listener.struct("envoyConfig", "name", "priority")) return;
  requireText(listener.at("name"), "a listener");
  const config = listener.at("envoyConfig");
  if (config.absent) config.error("required", "`envoyConfig` is missing: it says where the listener is defined");
  else if (config.struct("kind", "name")) {
    readOneOf(config.at("kind"), ["CiliumEnvoyConfig", "CiliumClusterwideEnvoyConfig"]);
    requireText(config.at("name"), "a reference to an Envoy configuration");
  }
  const priority = listener.at("priority").integer();
  if (priority !== undefined && (priority < 1 || priority > 100)) listener.at("priority").error("invalid", `\`priority\` ${quote(priority)} must be between 1 and 100`);
}
