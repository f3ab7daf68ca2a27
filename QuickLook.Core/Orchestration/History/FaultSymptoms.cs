using System.Collections.Frozen;
using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation;

namespace QuickLook.Core.Orchestration.History;

/// <summary>
/// What a fault does to the metrics of a generated run, in units of half the normal range (a metric without range: in its own unit). Kinds that are not
/// listed change no metric.
/// </summary>
internal static class FaultSymptoms
{
    private static readonly FrozenDictionary<FaultKind, ImmutableArray<(string Metric, double Shift)>> Known = new Dictionary<
        FaultKind,
        ImmutableArray<(string Metric, double Shift)>
    >
    {
        [FaultKind.DeadAmplifier] = [("NOISE_AMP", -2), ("LITFRAC_AMP", -2)],
        [FaultKind.SwappedAmplifiers] = [("BIAS_AMP", 1.6)],
        [FaultKind.BiasJump] = [("BIAS_AMP", 1.5)],
        [FaultKind.ReadNoiseRise] = [("NOISE_AMP", 1.7)],
        [FaultKind.PatternNoise] = [("NOISE_AMP", 1.25)],
        [FaultKind.LightLeak] = [("LITFRAC_AMP", 2.2)],
        [FaultKind.ShutterClosed] = [("LITFRAC_AMP", -3), ("NGOODFIB", -60), ("CHECKARC", -12)],
        [FaultKind.WrongLamp] = [("CHECKARC", -6)],
        [FaultKind.WeakLamp] = [("LITFRAC_AMP", -1.4), ("CHECKARC", -1.5)],
        [FaultKind.TraceShift] = [("XYSHIFTS", 2)],
        [FaultKind.Defocus] = [("XWSIGMA", 1.7)],
        [FaultKind.BrokenFibers] = [("NGOODFIB", -2.5)],
        [FaultKind.Cloud] = [("FIDSNR_TGT", -1.3), ("DELTAMAG_TGT", 1.2)],
        [FaultKind.Moonlight] = [("SKYCONT", 1.8), ("PEAKCOUNT", 0.7)],
        [FaultKind.Saturation] = [("LITFRAC_AMP", 1.6)],
        [FaultKind.WrongNight] = [("CHECKHDUS", 1)],
        [FaultKind.MissingCamera] = [("CHECKEXP", 1)],
        [FaultKind.MissingPetal] = [("CHECKEXP", 3)],
        [FaultKind.MissingFibermap] = [("CHECKEXP", 1)],
        [FaultKind.WarmCcd] = [("LITFRAC_AMP", 1.8)],
        [FaultKind.MissingSkyLines] = [("PEAKCOUNT", -1.3)],
    }.ToFrozenDictionary();

    /// <summary>How far a fault shifts an element of a metric; an amplifier fault strikes one of the four.</summary>
    public static double ShiftOf(SeededFault fault, CameraId camera, string metric, int element, long seed)
    {
        if (!Strikes(fault, camera) || !Known.TryGetValue(fault.Kind, out var symptoms))
        {
            return 0;
        }

        var ofAmplifier =
            fault.Kind is FaultKind.DeadAmplifier or FaultKind.SwappedAmplifiers or FaultKind.BiasJump or FaultKind.ReadNoiseRise
            && element != (int)((ulong)seed % 4);
        return ofAmplifier ? 0 : symptoms.Where(symptom => symptom.Metric == metric).Sum(symptom => symptom.Shift);
    }

    /// <summary>The cameras that the file has.</summary>
    public static IEnumerable<CameraId> Present(ExposureOrder exposure) =>
        exposure.Cameras.Where(camera =>
            !exposure.Faults.Any(fault =>
                fault.Kind switch
                {
                    FaultKind.MissingCamera => fault.Camera == camera,
                    FaultKind.MissingPetal => fault.Camera?.Spectrograph == camera.Spectrograph,
                    _ => false,
                }
            )
        );

    private static bool Strikes(SeededFault fault, CameraId camera) =>
        fault.Camera is not { } struck
        || struck == camera
        || fault.Kind is FaultKind.MissingCamera or FaultKind.MissingPetal
        || (fault.Kind == FaultKind.BrokenFibers && struck.Spectrograph == camera.Spectrograph);
}
