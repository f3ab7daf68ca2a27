using System.Collections.Immutable;
using QuickLook.Core.Arrays;

namespace QuickLook.Core.Imaging;

/// <summary>
/// Marks on pixels, a bit each, in steps of half the size: a pixel of a level has every mark of the two by two pixels under it, so that a single marked
/// pixel is still seen when the whole image is on the screen. Owns its planes; reading is thread-safe.
/// </summary>
public sealed class MarkPyramid : IDisposable
{
    private readonly ImmutableArray<Plane<byte>> levels;

    private MarkPyramid(ImmutableArray<Plane<byte>> levels) => this.levels = levels;

    /// <summary>Number of levels, at least 1.</summary>
    public int LevelCount => levels.Length;

    /// <summary>Bytes of all levels.</summary>
    public long Bytes => levels.Sum(level => (long)level.Length);

    /// <summary>One level, <c>[row y, column x]</c>.</summary>
    /// <param name="index">From 0, the marks themselves.</param>
    public Plane<byte> this[int index] => levels[index];

    /// <summary>Builds all levels, on all processors.</summary>
    /// <param name="marks">The marks; their ownership goes to the pyramid, and back when building is cancelled.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static MarkPyramid Build(Plane<byte> marks, CancellationToken cancellationToken) =>
        new(PyramidLevels.Build(marks, Halve, cancellationToken));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var level in levels)
        {
            level.Dispose();
        }
    }

    private static void Halve(ReadOnlySpan<byte> lower, ReadOnlySpan<byte> upper, Span<byte> half)
    {
        var pairs = lower.Length / 2;
        for (var i = 0; i < pairs; i++)
        {
            half[i] = (byte)(lower[2 * i] | lower[(2 * i) + 1] | upper[2 * i] | upper[(2 * i) + 1]);
        }

        if (pairs < half.Length)
        {
            half[pairs] = (byte)(lower[^1] | upper[^1]);
        }
    }
}
