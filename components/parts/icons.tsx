import type { ReactNode } from "react";

/** Line icons on a 16 px grid. They repeat what a word beside them says, so they are never read out. */
function icon(drawing: ReactNode) {
  return function Icon({ size = 16 }: { readonly size?: number }) {
    return (
      <svg width={size} height={size} viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
        {drawing}
      </svg>
    );
  };
}

export const MapIcon = icon(<><rect x="1.8" y="5.2" width="4.4" height="5.6" rx="1.2" /><path d="M6.2 8h2.2m2 0h.4" /><circle cx="12.8" cy="8" r="1.9" /><path d="m11.5 9.3 2.6-2.6" /></>);
export const CheckIcon = icon(<><circle cx="7" cy="7" r="4.6" /><path d="m10.6 10.6 3.2 3.2M5.2 7.1l1.3 1.3 2.3-2.6" /></>);
export const PolicyIcon = icon(<path d="M8 1.8 13.2 3.6v4.2c0 3.2-2.1 5.4-5.2 6.4-3.1-1-5.2-3.2-5.2-6.4V3.6z" />);
export const SearchIcon = icon(<><circle cx="7" cy="7" r="4.5" /><path d="m10.4 10.4 3.4 3.4" /></>);
export const LinkIcon = icon(<><path d="M6.7 9.3a2.6 2.6 0 0 0 3.7 0l2.2-2.2a2.6 2.6 0 0 0-3.7-3.7l-.9.9" /><path d="M9.3 6.7a2.6 2.6 0 0 0-3.7 0L3.4 8.9a2.6 2.6 0 0 0 3.7 3.7l.9-.9" /></>);
export const CopyIcon = icon(<><rect x="5.4" y="5.4" width="8.2" height="8.2" rx="1.8" /><path d="M10.6 5.4V4.2a1.8 1.8 0 0 0-1.8-1.8H4.2a1.8 1.8 0 0 0-1.8 1.8v4.6a1.8 1.8 0 0 0 1.8 1.8h1.2" /></>);
export const SunIcon = icon(<><circle cx="8" cy="8" r="2.8" /><path d="M8 1.4v1.4m0 10.4v1.4M1.4 8h1.4m10.4 0h1.4M3.3 3.3l1 1m7.4 7.4 1 1m0-9.4-1 1m-7.4 7.4-1 1" /></>);
export const MoonIcon = icon(<path d="M13.4 9.6A5.8 5.8 0 0 1 6.4 2.6a5.8 5.8 0 1 0 7 7z" />);
export const ScreenIcon = icon(<><rect x="1.8" y="2.8" width="12.4" height="8.4" rx="1.4" /><path d="M5.6 13.8h4.8" /></>);
export const CloseIcon = icon(<path d="m3.8 3.8 8.4 8.4m0-8.4-8.4 8.4" />);
export const SwapIcon = icon(<path d="M2.4 5.4h10.4L10 2.6m3.6 8H3.2L6 13.4" />);
export const PlusIcon = icon(<path d="M8 3.2v9.6M3.2 8h9.6" />);
export const MinusIcon = icon(<path d="M3.2 8h9.6" />);
export const FitIcon = icon(<path d="M2.4 6V3.6c0-.7.5-1.2 1.2-1.2H6m4 0h2.4c.7 0 1.2.5 1.2 1.2V6m0 4v2.4c0 .7-.5 1.2-1.2 1.2H10m-4 0H3.6c-.7 0-1.2-.5-1.2-1.2V10" />);
export const ChevronIcon = icon(<path d="m4.4 6.2 3.6 3.6 3.6-3.6" />);
export const ArrowIcon = icon(<path d="M2.6 8h10.8M9.6 4.2 13.4 8l-3.8 3.8" />);
export const BlockedIcon = icon(<><circle cx="8" cy="8" r="5.8" /><path d="m4 12 8-8" /></>);
export const RuleIcon = icon(<><rect x="2.4" y="2.4" width="11.2" height="11.2" rx="2.4" /><rect x="6.2" y="6.2" width="3.6" height="3.6" fill="currentColor" stroke="none" /></>);
export const AllowedIcon = icon(<path d="m2.8 8.6 3.4 3.4 7-8" />);
export const PartlyIcon = icon(<><circle cx="8" cy="8" r="5.8" /><path d="M8 2.2a5.8 5.8 0 0 1 0 11.6z" fill="currentColor" /></>);
export const UnknownIcon = icon(<><path d="M5.4 5.6a2.6 2.6 0 1 1 3.6 2.4c-.7.3-1 .8-1 1.6" /><path d="M8 12.6h.01" /></>);
export const OpenLockIcon = icon(<><rect x="3" y="7.2" width="10" height="6.6" rx="1.6" /><path d="M5.4 7.2V4.6a2.6 2.6 0 0 1 5-1" /></>);
export const WarningIcon = icon(<path d="M8 2.2 14.4 13.4H1.6zM8 6.6v3m0 1.8v.01" />);
export const EyeIcon = icon(<><path d="M1.6 8S4 3.6 8 3.6 14.4 8 14.4 8 12 12.4 8 12.4 1.6 8 1.6 8z" /><circle cx="8" cy="8" r="1.9" /></>);
export const TimeIcon = icon(<><circle cx="8" cy="8" r="5.8" /><path d="M8 4.6V8l2.4 1.6" /></>);
export const LabelIcon = icon(<><path d="M2.4 3.6v4.2l5.8 5.8 5.4-5.4-5.8-5.8H3.6A1.2 1.2 0 0 0 2.4 3.6z" /><path d="M5.4 5.4h.01" /></>);
export const RolloutIcon = icon(<><path d="M13.4 8A5.4 5.4 0 1 1 11.8 4.2" /><path d="M12.2 1.8v2.6H9.6" /></>);
export const ServiceIcon = icon(<><circle cx="3.6" cy="8" r="1.8" /><circle cx="12.4" cy="3.8" r="1.8" /><circle cx="12.4" cy="12.2" r="1.8" /><path d="m5.2 7.2 5.6-2.6M5.2 8.8l5.6 2.6" /></>);
export const ShareIcon = icon(<><path d="M8 9.8V2.4M5.2 4.8 8 2l2.8 2.8" /><path d="M3 8.6v4c0 .8.6 1.4 1.4 1.4h7.2c.8 0 1.4-.6 1.4-1.4v-4" /></>);
