using System.Collections.Immutable;
using QuickLook.Core.Arrays;

namespace QuickLook.Core.Imaging;

/// <summary>
/// An image in steps of half the size. A pixel of a level is the mean of the two by two pixels under it, of those that are numbers; NaN where none is. Means
/// keep the level of sky and overscan right at every size; a single bright pixel fades by 4 with each step, which is why masked pixels have
/// <see cref="MarkPyramid"/>, where none is lost. Owns its planes; reading is thread-safe.
/// </summary>
public sealed class ImagePyramid : IDisposable
{
    private readonly ImmutableArray<Plane<float>> levels;

    private ImagePyramid(ImmutableArray<Plane<float>> levels) => this.levels = levels;

    /// <summary>Number of levels, at least 1.</summary>
    public int LevelCount => levels.Length;

    /// <summary>The image itself.</summary>
    public Plane<float> Image => levels[0];

    /// <summary>Bytes of all levels.</summary>
    public long Bytes => levels.Sum(level => (long)level.Length * sizeof(float));

    /// <summary>One level, <c>[row y, column x]</c>.</summary>
    /// <param name="index">From 0, the image itself.</param>
    public Plane<float> this[int index] => levels[index];

    /// <summary>Builds all levels, on all processors.</summary>
    /// <param name="image">The image, of at least one pixel; its ownership goes to the pyramid, and back when building is cancelled.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ImagePyramid Build(Plane<float> image, CancellationToken cancellationToken) =>
        new(PyramidLevels.Build(image, Halve, cancellationToken));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var level in levels)
        {
            level.Dispose();
        }
    }

    private static void Halve(ReadOnlySpan<float> lower, ReadOnlySpan<float> upper, Span<float> half)
    {
        var pairs = lower.Length / 2;
        for (var i = 0; i < pairs; i++)
        {
            var x = 2 * i;
            var sum = (double)lower[x] + lower[x + 1] + upper[x] + upper[x + 1];
            half[i] = double.IsFinite(sum) ? (float)(sum / 4) : MeanOfNumbers([lower[x], lower[x + 1], upper[x], upper[x + 1]]);
        }

        if (pairs < half.Length)
        {
            half[pairs] = MeanOfNumbers([lower[^1], upper[^1]]);
        }
    }

    private static float MeanOfNumbers(ReadOnlySpan<float> values)
    {
        var (sum, count) = (0.0, 0);
        foreach (var value in values)
        {
            if (float.IsFinite(value))
            {
                sum += value;
                count++;
            }
        }

        return count == 0 ? float.NaN : (float)(sum / count);
    }
}
