using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.Numerics;
using QuickLook.Core.Reduction.Preprocessing;
using QuickLook.Core.Results;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// Read noise of each amplifier and its structure (pipeline.md 4.3, Get_RMS, with repair 3 of 7.2). Electrons, order A to D, null for an amplifier
/// that was not read out:
/// <list type="bullet">
/// <item><c>NOISE_AMP</c>: measured read noise;</item>
/// <item><c>NOISE_OVERSCAN_AMP</c>: expected read noise of the header, the measured one where the header has none;</item>
/// <item><c>BIAS_PATNOISE</c>: standard deviation of the medians of the overscan rows over the expected noise;</item>
/// <item><c>DIFF1SIG</c>, <c>DIFF2SIG</c>: width of the central 68.2 % and 95.4 % (first two <c>PERCENTILES</c>) of all overscan pixels;</item>
/// <item><c>DATA5SIG</c>: number of overscan pixels that are further from the bias level than 5 read noises.</item>
/// </list>
/// The original takes the last three from illuminated pixels and counts values below a percentile; those numbers are not comparable.
/// </summary>
public sealed class GetRms : IQualityTest
{
    private const string PercentilesKey = "PERCENTILES";
    private const double FarInNoises = 5;
    private static readonly double[] DefaultPercentiles = [68.2, 95.4, 99.7];

    /// <inheritdoc/>
    public string Name => "Get_RMS";

    /// <inheritdoc/>
    public ImmutableArray<string> JudgedMetrics { get; } = ["NOISE_AMP"];

    /// <inheritdoc/>
    public Result<QualityTestResult> Measure(CameraEvidence evidence, IReadOnlyDictionary<string, JsonNode> parameters)
    {
        if (evidence.Image is not { } image)
        {
            return CameraEvidence.NotPreprocessed;
        }

        if (!TestParameters.Numbers(parameters, PercentilesKey, DefaultPercentiles).TryGet(out var percentiles, out var failure))
        {
            return failure;
        }

        if (percentiles.Length < 2 || percentiles.Any(percent => percent is not (> 0 and <= 100)))
        {
            return new Failure("at least two percentages above 0 and up to 100 are needed", PercentilesKey);
        }

        var widths = CentralWidths.Of(PooledOverscan(image), percentiles[0], percentiles[1]);
        var metrics = new JsonObject
        {
            ["NOISE_AMP"] = PerAmplifier.Numbers(image, amplifier => amplifier.ReadNoise),
            ["NOISE_OVERSCAN_AMP"] = PerAmplifier.Numbers(image, amplifier => amplifier.ExpectedReadNoise),
            ["BIAS_PATNOISE"] = PerAmplifier.Numbers(image, PatternNoise),
            ["DIFF1SIG"] = MetricJson.Number(widths[0]),
            ["DIFF2SIG"] = MetricJson.Number(widths[1]),
            ["DATA5SIG"] = image.Amplifiers.Sum(CountFar),
        };
        return new QualityTestResult(metrics, new JsonObject { [PercentilesKey] = MetricJson.Numbers(percentiles) });
    }

    private static double PatternNoise(AmplifierReadout amplifier)
    {
        var overscan = amplifier.Overscan;
        var medians = new double[overscan.Height];
        var buffer = new float[overscan.Width];
        var rows = 0;
        for (var row = 0; row < overscan.Height; row++)
        {
            var count = CopyFinite(overscan.Row(row), buffer);
            if (count > 0)
            {
                medians[rows++] = RankMedian.Of(buffer.AsSpan(0, count));
            }
        }

        var measured = medians.AsSpan(0, rows);
        var (sum, squares) = (0.0, 0.0);
        foreach (var median in measured)
        {
            sum += median;
        }

        var mean = sum / rows;
        foreach (var median in measured)
        {
            squares += (median - mean) * (median - mean);
        }

        return Math.Sqrt(squares / rows) / amplifier.ExpectedReadNoise;
    }

    private static ReadOnlySpan<float> PooledOverscan(CcdImage image)
    {
        var pooled = new float[image.Amplifiers.Sum(amplifier => amplifier.Overscan.Length)];
        var count = 0;
        foreach (var amplifier in image.Amplifiers)
        {
            count += CopyFinite(amplifier.Overscan.Span, pooled.AsSpan(count));
        }

        return pooled.AsSpan(0, count);
    }

    private static int CountFar(AmplifierReadout amplifier)
    {
        var limit = FarInNoises * amplifier.ReadNoise;
        var count = 0;
        foreach (var value in amplifier.Overscan.Span)
        {
            count += Math.Abs(value) > limit ? 1 : 0;
        }

        return count;
    }

    private static int CopyFinite(ReadOnlySpan<float> values, Span<float> target)
    {
        var count = 0;
        foreach (var value in values)
        {
            if (float.IsFinite(value))
            {
                target[count++] = value;
            }
        }

        return count;
    }
}
