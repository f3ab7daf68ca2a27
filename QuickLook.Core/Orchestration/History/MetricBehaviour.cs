using System.Collections.Frozen;

namespace QuickLook.Core.Orchestration.History;

/// <summary>
/// How a judged metric changes from camera to camera and from night to night, in units of half its normal range. A metric that is not listed behaves
/// like <see cref="Default"/>, so that a new one needs no entry.
/// </summary>
internal sealed record MetricBehaviour
{
    /// <summary>Standard deviation of what a camera or amplifier has of its own.</summary>
    public double Own { get; init; } = 0.08;

    /// <summary>Amplitude of the drift over weeks.</summary>
    public double Drift { get; init; } = 0.06;

    /// <summary>Standard deviation from exposure to exposure.</summary>
    public double Noise { get; init; } = 0.05;

    /// <summary>The step after the service day.</summary>
    public double Service { get; init; }

    /// <summary>True when it may be negative.</summary>
    public bool IsSigned { get; init; }

    /// <summary>True for a number of things, which loses one now and then.</summary>
    public bool IsCount { get; init; }

    /// <summary>What the sky does to it.</summary>
    public SkyInfluence Sky { get; init; }

    /// <summary>A metric that nothing is known of.</summary>
    public static MetricBehaviour Default { get; } = new();

    private static readonly FrozenDictionary<string, MetricBehaviour> Known = new Dictionary<string, MetricBehaviour>
    {
        ["BIAS_AMP"] = new()
        {
            Drift = 0.15,
            Service = 0.3,
            Noise = 0.02,
        },
        ["NOISE_AMP"] = new()
        {
            Drift = 0.08,
            Service = 0.12,
            Noise = 0.03,
        },
        ["XWSIGMA"] = new() { Drift = 0.1 },
        ["XYSHIFTS"] = new()
        {
            Own = 0,
            Drift = 0,
            IsSigned = true,
            Sky = SkyInfluence.Flexure,
        },
        ["NGOODFIB"] = new() { IsCount = true },
        ["CHECKARC"] = new() { IsCount = true },
        ["CHECKHDUS"] = new() { IsCount = true },
        ["CHECKEXP"] = new() { IsCount = true },
        ["PEAKCOUNT"] = new() { Sky = SkyInfluence.Lines },
        ["SKYCONT"] = new() { Sky = SkyInfluence.Continuum },
        ["SKYRBAND"] = new() { Sky = SkyInfluence.ContinuumMagnitude },
        ["DELTAMAG_TGT"] = new() { IsSigned = true, Sky = SkyInfluence.LossMagnitude },
        ["FIDSNR_TGT"] = new() { Sky = SkyInfluence.SignalToNoise },
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The behaviour of a metric.</summary>
    public static MetricBehaviour Of(string metric) => Known.GetValueOrDefault(metric, Default);
}
