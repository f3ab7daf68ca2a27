namespace QuickLook.Web.Hosting;

/// <summary>The time zone of the site.</summary>
public static class SiteZone
{
    /// <summary>The zone of the options; UTC when the machine does not know the name, so that a typing error does not take the screens down.</summary>
    /// <param name="options">The options.</param>
    public static TimeZoneInfo Of(WebOptions options) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(options.SiteTimeZone, out var zone) ? zone : TimeZoneInfo.Utc;
}
