using QuickLook.Core.Instrument;

namespace QuickLook.Web.Components.Pages.Qa;

/// <summary>What a metric is plotted against, as an address writes it: <c>TOTCOUNT_FIB</c>, or <c>TOTCOUNT_FIB~b0</c> for that of another camera.</summary>
/// <param name="Key">Key of the metric; empty for none.</param>
/// <param name="Camera">The other camera; null for the same one.</param>
public readonly record struct AgainstMetric(string Key, CameraId? Camera)
{
    private const char Of = '~';

    /// <summary>Reads an address; a camera that is none is as if it were not there.</summary>
    /// <param name="text">What stands there.</param>
    public static AgainstMetric Read(string text) =>
        text.Split(Of, 2) is [var key, var camera]
            ? new AgainstMetric(key, CameraId.Parse(camera).TryGet(out var other, out _) ? other : null)
            : new AgainstMetric(text, null);

    /// <summary>As an address writes it; empty for none.</summary>
    public override string ToString() => Camera is { } camera && Key.Length > 0 ? $"{Key}{Of}{camera}" : Key;
}
