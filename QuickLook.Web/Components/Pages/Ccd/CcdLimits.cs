using QuickLook.Core.Imaging;

namespace QuickLook.Web.Components.Pages.Ccd;

/// <summary>A way to choose limits.</summary>
/// <param name="Name">As addresses have it.</param>
/// <param name="Title">As people read it.</param>
/// <param name="Of">The limits of an image.</param>
public sealed record CcdLimits(string Name, string Title, Func<PixelDistribution, PixelLimits> Of)
{
    /// <summary>Name of limits that a person types.</summary>
    public const string Manual = "manual";

    /// <summary>All that follow from the image, in the order of choice.</summary>
    public static IReadOnlyList<CcdLimits> All { get; } =
    [
        new("zscale", "zscale", image => image.ZScale),
        new("p99.9", "0.1 – 99.9 %", image => image.Percentiles(0.1, 99.9)),
        new("p99.5", "0.5 – 99.5 %", image => image.Percentiles(0.5, 99.5)),
        new("p99", "1 – 99 %", image => image.Percentiles(1, 99)),
        new("p95", "5 – 95 %", image => image.Percentiles(5, 95)),
        new("minmax", "least – most", image => image.Extremes),
    ];
}
