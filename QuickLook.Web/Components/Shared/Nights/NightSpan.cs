using QuickLook.Core.Instrument;

namespace QuickLook.Web.Components.Shared.Nights;

/// <summary>Nights that there is something of.</summary>
/// <param name="First">The oldest night with exposures.</param>
/// <param name="Last">The newest one; not before <paramref name="First"/>.</param>
public readonly record struct NightSpan(Night First, Night Last)
{
    /// <summary>The span of what may be missing.</summary>
    /// <param name="first">The oldest night; null without exposures.</param>
    /// <param name="last">The newest night; null without exposures.</param>
    /// <returns>Null without exposures.</returns>
    public static NightSpan? Of(Night? first, Night? last) => first is { } from && last is { } to && from <= to ? new(from, to) : null;
}
