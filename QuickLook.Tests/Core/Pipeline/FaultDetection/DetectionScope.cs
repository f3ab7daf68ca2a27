using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation;
using QuickLook.Core.Simulation.Faults;
using QuickLook.Tests.Core.Mappings;

namespace QuickLook.Tests.Core.Pipeline.FaultDetection;

/// <summary>How much is tried: little in the suite, everything on request (docs/testing.md, Variables).</summary>
public static class DetectionScope
{
    private const string Everything = "all";

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("QUICKLOOK_FAULTS") == Everything;

    /// <summary>Size of the instrument.</summary>
    public static InstrumentSize Size { get; } =
        Environment.GetEnvironmentVariable("QUICKLOOK_FAULTS_SIZE") is { Length: > 0 } name
            ? InstrumentSize.Parse(name).Value
            : InstrumentSize.Tiny;

    /// <summary>Seeds of faulty exposures. Limits were chosen on seeds 1 to 5.</summary>
    public static ImmutableArray<int> FaultSeeds { get; } = IsFull ? [6, 7, 8, 9, 10] : [6, 7];

    /// <summary>Seeds of clean nights.</summary>
    public static ImmutableArray<int> NightSeeds { get; } = IsFull ? [6, 7, 8, 9, 10] : [6];

    /// <summary>The rows of the table that are tried: each fault in its usual flavor, or in every one.</summary>
    public static IEnumerable<NoticedFault> Rows =>
        NoticedFaults.All.Where(row => IsFull || row.Flavor == FaultCatalog.Of(row.Kind).UsualFlavor);

    /// <summary>Cameras of an exposure.</summary>
    public static ImmutableArray<CameraId> Cameras { get; } =
        Environment.GetEnvironmentVariable("QUICKLOOK_FAULTS_CAMERAS") switch
        {
            Everything => [.. CameraId.All],
            { Length: > 0 } list => [.. list.Split(',').Select(camera => CameraId.Parse(camera).Value)],
            _ => [.. new[] { "b0", "r0", "z0" }.Select(camera => CameraId.Parse(camera).Value)],
        };

    /// <summary>Cameras of an exposure that can have this fault: a petal can be missing only beside another one.</summary>
    /// <param name="kind">The fault.</param>
    public static ImmutableArray<CameraId> CamerasFor(FaultKind kind) =>
        kind == FaultKind.MissingPetal && Cameras.All(camera => camera.Spectrograph == Cameras[0].Spectrograph)
            ? Cameras.Add(new CameraId(Arm.B, new Spectrograph((Cameras[0].Spectrograph.Number + 1) % Spectrograph.Count)))
            : Cameras;

    /// <summary>The instrument, judged by the shipped limits.</summary>
    public static async Task<SimulatedObservatory> BuildAsync() =>
        (
            await SimulatedObservatory.BuildAsync(
                Size,
                CamerasFor(FaultKind.MissingPetal),
                MappingFiles.Product,
                Environment.ProcessorCount
            )
        ).Value;
}
