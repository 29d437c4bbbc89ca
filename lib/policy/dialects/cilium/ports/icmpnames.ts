/** The names that Cilium has for types of ICMP, by family (pkg/policy/api/icmp.go). */
const SHARED = ["DestinationUnreachable", "EchoReply", "EchoRequest", "ExtendedEchoReply", "ExtendedEchoRequest", "ParameterProblem", "RouterAdvertisement", "TimeExceeded"] as const;

export const TYPE_NAMES: Readonly<Record<"IPv4" | "IPv6", ReadonlySet<string>>> = {
  IPv4: new Set([...SHARED, "Echo", "Photuris", "Redirect", "RouterSelection", "Timestamp", "TimestampReply"]),
  IPv6: new Set([
    ...SHARED,
    ...["PacketTooBig", "RedirectMessage", "RouterRenumbering", "RouterSolicitation", "NeighborSolicitation", "NeighborAdvertisement"],
    ...["MulticastListenerQuery", "MulticastListenerReport", "MulticastListenerDone", "MobilePrefixSolicitation", "MobilePrefixAdvertisement"],
    ...["ICMPNodeInformationQuery", "ICMPNodeInformationResponse", "InverseNeighborDiscoverySolicitation", "InverseNeighborDiscoveryAdvertisement"],
    ...["HomeAgentAddressDiscoveryRequest", "HomeAgentAddressDiscoveryReply", "DuplicateAddressRequestCodeSuffix", "DuplicateAddressConfirmationCodeSuffix"],
  ]),
};
