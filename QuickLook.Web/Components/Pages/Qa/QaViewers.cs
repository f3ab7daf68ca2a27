using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Processes;

namespace QuickLook.Web.Components.Pages.Qa;

/// <summary>An entry of the menu of viewers.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Purpose">What it shows.</param>
/// <param name="Href">Where it is.</param>
/// <param name="Refusal">Why it cannot be opened; null when it can.</param>
public sealed record QaViewer(string Name, string Purpose, string Href, string? Refusal);

/// <summary>Which viewers a process has, after its flavor and the data that are still there.</summary>
public static class QaViewers
{
    /// <summary>All entries, those that cannot be opened included: they say why.</summary>
    /// <param name="process">The process.</param>
    /// <param name="record">What is kept about it; null while it is read.</param>
    /// <param name="camera">The camera on screen.</param>
    /// <param name="isLive">True for the process of the live state.</param>
    public static IReadOnlyList<QaViewer> Of(ProcessSnapshot process, ProcessRecord? record, CameraId camera, bool isLive)
    {
        var id = process.ProcessId;
        var flavor = Flavors.Parse(process.Exposure.Flavor) is { IsSuccess: true } known ? known.Value : (Flavor?)null;
        var isScience = flavor == Flavor.Science;
        var hasSpectra = flavor is Flavor.Science or Flavor.Arc or Flavor.Flat;
        var noResults = process.State is RunState.Queued or RunState.Skipped ? "nothing has been processed" : null;
        return
        [
            new("CCD image", "raw and preprocessed image of a camera", $"ccd/{id}?camera={camera}", NoRaw(record)),
            new(
                "Spectra",
                "spectra of any fiber, all arms",
                $"spectra/{id}",
                Only(hasSpectra, "science, arc and flat exposures have spectra") ?? noResults ?? NoProducts(record)
            ),
            new(
                "Fibers",
                "good and lost fibers over the focal plane",
                $"fibers/{id}",
                Only(isScience, "for science exposures") ?? noResults
            ),
            new(
                "Focus",
                "line widths over the focal plane",
                $"focus/{id}",
                Only(flavor is Flavor.Science or Flavor.Arc, "for science and arc exposures") ?? noResults
            ),
            new("SNR", "signal to noise over the focal plane", $"snr/{id}", Only(isScience, "for science exposures") ?? noResults),
            new(
                $"Log of {camera}",
                "what its run wrote",
                isLive ? $"monitor/camera/{camera}" : $"monitor/camera/{camera}?process={id}",
                Refusal: null
            ),
            new("Process", "cameras, changes of state, configuration", $"processing/{id}", Refusal: null),
        ];
    }

    private static string? Only(bool isSo, string otherwise) => isSo ? null : otherwise;

    private static string? NoRaw(ProcessRecord? record) =>
        record switch
        {
            null => null,
            { ImportedFrom.Length: > 0 } => $"imported from {record.ImportedFrom}: its raw file is not here",
            { RawRemovedAt: { } at } => $"the raw file was removed on {at.UtcDateTime:yyyy-MM-dd}",
            { Process.Exposure.RawPath.Length: 0 } => "the exposure has no raw file",
            _ => null,
        };

    private static string? NoProducts(ProcessRecord? record) =>
        record switch
        {
            null => null,
            { ImportedFrom.Length: > 0 } => $"imported from {record.ImportedFrom}: its products are not here",
            { ProductsRemovedAt: { } at } => $"its products were removed on {at.UtcDateTime:yyyy-MM-dd}",
            _ => null,
        };
}
