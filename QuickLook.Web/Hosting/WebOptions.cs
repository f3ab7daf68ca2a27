namespace QuickLook.Web.Hosting;

/// <summary>What the screens need to know about the place they are used at. Section <c>Web</c> of the configuration.</summary>
public sealed class WebOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Web";

    /// <summary>IANA name of the site's time zone, for the local clock and the observing night. Default <c>America/Phoenix</c>.</summary>
    public string SiteTimeZone { get; set; } = "America/Phoenix";

    /// <summary>What the site calls its local time. Default <c>MST</c>.</summary>
    public string SiteTimeLabel { get; set; } = "MST";

    /// <summary>Folder that is watched for raw exposures, shown where the Monitor waits for the first one; empty when not known.</summary>
    public string RawRoot { get; set; } = string.Empty;

    /// <summary>Profile of the engine when it is not QuickLook's own, as with <c>--compat desispec</c>; else empty.</summary>
    public string Compatibility { get; set; } = string.Empty;
}
