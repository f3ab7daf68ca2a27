using System.Collections.Immutable;

namespace QuickLook.Core.Reduction.Preprocessing;

/// <summary>The cosmic-ray test of one pixel against its eight neighbours (pipeline.md 3.2.3, <c>Test</c>).</summary>
/// <param name="Significance">Errors by which the pixel must exceed the background of two axes.</param>
/// <param name="ErrorAllowance">Errors given away on both sides when sharpness is judged.</param>
/// <param name="GradientFactor">Factor on the gradients.</param>
/// <param name="Gradients">Per axis: horizontal, vertical, diagonal, anti-diagonal.</param>
internal sealed record SharpnessTest(double Significance, double ErrorAllowance, double GradientFactor, ImmutableArray<double> Gradients)
{
    private const int Axes = 4;

    /// <summary>Tests one pixel.</summary>
    /// <param name="pixels">All pixels, row after row.</param>
    /// <param name="inverseVariance">Their inverse variances.</param>
    /// <param name="mask">Their masks.</param>
    /// <param name="index">The pixel; not on the border.</param>
    /// <param name="width">Pixels per row.</param>
    /// <returns>False for a pixel that is masked or has no weight.</returns>
    public bool IsHit(ReadOnlySpan<float> pixels, ReadOnlySpan<float> inverseVariance, ReadOnlySpan<ushort> mask, int index, int width)
    {
        if (mask[index] != 0 || !(inverseVariance[index] > 0))
        {
            return false;
        }

        double pixel = pixels[index];
        var variance = 1.0 / inverseVariance[index];
        var error = Math.Sqrt(variance);
        ReadOnlySpan<int> steps = [1, width, width + 1, width - 1];
        var brighterAxes = 0;
        var isSharp = false;
        for (var axis = 0; axis < Axes; axis++)
        {
            var (sum, sumOfVariances) = (0.0, 0.0);
            foreach (var neighbour in (ReadOnlySpan<int>)[index - steps[axis], index + steps[axis]])
            {
                var isGood = mask[neighbour] == 0 && inverseVariance[neighbour] > 0;
                sum += isGood ? pixels[neighbour] : pixel;
                sumOfVariances += isGood ? 1.0 / inverseVariance[neighbour] : variance;
            }

            var background = sum / 2;
            if (pixel > background + (Significance * error))
            {
                brighterAxes++;
            }

            isSharp |=
                (pixel - (ErrorAllowance * error)) * GradientFactor * Gradients[axis]
                > background + (ErrorAllowance * Math.Sqrt(sumOfVariances) / 2);
        }

        return brighterAxes >= 2 && isSharp;
    }
}
