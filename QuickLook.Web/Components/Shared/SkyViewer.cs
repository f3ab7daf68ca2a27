using System.Globalization;
using QuickLook.Core.Viewing;

namespace QuickLook.Web.Components.Shared;

/// <summary>The imaging of the Legacy Surveys around a target. It is another site: the link opens in a tab of its own, nothing is fetched from it.</summary>
public static class SkyViewer
{
    /// <summary>Address of the sky around a fiber; null when its place is not known.</summary>
    /// <param name="place">The fiber's place.</param>
    public static string? Href(FiberPlace? place) => place is { HasPlace: true } ? Href(place.RaDegrees, place.DecDegrees) : null;

    /// <summary>Address of the sky around a point.</summary>
    /// <param name="ra">Right ascension, degrees.</param>
    /// <param name="dec">Declination, degrees.</param>
    public static string Href(double ra, double dec) =>
        string.Create(CultureInfo.InvariantCulture, $"https://www.legacysurvey.org/viewer?ra={ra:F5}&dec={dec:F5}&zoom=16&layer=ls-dr9");
}
