using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using QuickLook.Core.Arrays;
using QuickLook.Core.Formats;
using QuickLook.Core.Numerics;
using QuickLook.Core.Reduction.Preprocessing;
using QuickLook.Core.Results;

namespace QuickLook.Core.QualityTests;

/// <summary>
/// How much of each amplifier is lit (pipeline.md 4.3, Count_Pixels): <c>LITFRAC_AMP</c>, the fraction of pixels above <c>CUTPIX</c>
/// expected read noises, rounded to two decimals, in order A to D, null for one that was not read
/// out. Masked pixels are 0 and count as dark.
/// </summary>
public sealed class CountPixels : IQualityTest
{
    private const string CutKey = "CUTPIX";
    private const double DefaultCut = 5;

    /// <inheritdoc/>
    public string Name => "Count_Pixels";

    /// <inheritdoc/>
    public ImmutableArray<string> JudgedMetrics { get; } = ["LITFRAC_AMP"];

    /// <inheritdoc/>
    public Result<QualityTestResult> Measure(CameraEvidence evidence, IReadOnlyDictionary<string, JsonNode> parameters)
    {
        if (evidence.Image is not { } image)
        {
            return CameraEvidence.NotPreprocessed;
        }

        if (!TestParameters.Number(parameters, CutKey, DefaultCut).TryGet(out var cut, out var failure))
        {
            return failure;
        }

        var metrics = new JsonObject
        {
            ["LITFRAC_AMP"] = PerAmplifier.Numbers(image, amplifier => LitFraction(image.Pixels, amplifier, cut)),
        };
        MaskFractions.AddTo(metrics, image);
        var used = parameters.TryGetValue(CutKey, out var given) ? given.DeepClone() : JsonValue.Create(DefaultCut);
        return new QualityTestResult(metrics, new JsonObject { [CutKey] = used });
    }

    private static double LitFraction(Plane<float> pixels, AmplifierReadout amplifier, double cut)
    {
        var section = amplifier.Amplifier.Ccd;
        var lit = CountAbove(pixels, section, (float)(cut * amplifier.ExpectedReadNoise));
        return Rounding.ToHundredths((double)lit / ((long)section.Height * section.Width));
    }

    private static long CountAbove(Plane<float> pixels, DetectorSection section, float limit)
    {
        var limits = new Vector<float>(limit);
        long count = 0;
        for (var row = section.Row; row < section.EndRow; row++)
        {
            var values = pixels.Row(row).Slice(section.Column, section.Width);
            var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
            var counts = Vector<int>.Zero;
            foreach (var vector in vectors)
            {
                // A lane that is true is -1.
                counts -= Vector.GreaterThan(vector, limits);
            }

            count += Vector.Sum(counts);
            foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
            {
                count += value > limit ? 1 : 0;
            }
        }

        return count;
    }
}
