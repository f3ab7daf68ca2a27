using System.Collections.Immutable;
using QuickLook.Core.Arrays;

namespace QuickLook.Core.Imaging;

/// <summary>Builds the levels of a pyramid one out of the other.</summary>
internal static class PyramidLevels
{
    /// <summary>Makes two rows of a level into one of the next coarser.</summary>
    /// <typeparam name="T">What a pixel is.</typeparam>
    /// <param name="lower">A row.</param>
    /// <param name="upper">The row above it; the same one at the edge of a level with an odd number of rows.</param>
    /// <param name="half">The row to fill, half as long, rounded up.</param>
    public delegate void Halving<T>(ReadOnlySpan<T> lower, ReadOnlySpan<T> upper, Span<T> half);

    /// <summary>All levels of <see cref="PyramidShape"/>, finest first, on all processors.</summary>
    /// <typeparam name="T">What a pixel is.</typeparam>
    /// <param name="finest">Level 0; the caller's again when building is cancelled.</param>
    /// <param name="halve">How two rows become one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled; what was built is disposed.</exception>
    public static ImmutableArray<Plane<T>> Build<T>(Plane<T> finest, Halving<T> halve, CancellationToken cancellationToken)
        where T : unmanaged
    {
        var built = ImmutableArray.CreateBuilder<Plane<T>>();
        built.Add(finest);
        try
        {
            foreach (var (height, width) in PyramidShape.Levels(finest.Height, finest.Width).Skip(1))
            {
                var (fine, coarse) = (built[^1], new Plane<T>(height, width, clear: false));
                built.Add(coarse);
                RowWork.ForEach(
                    height,
                    row => halve(fine.Row(2 * row), fine.Row(Math.Min((2 * row) + 1, fine.Height - 1)), coarse.Row(row)),
                    cancellationToken
                );
            }
        }
        catch (OperationCanceledException)
        {
            foreach (var level in built.Skip(1))
            {
                level.Dispose();
            }

            throw;
        }

        return built.ToImmutable();
    }
}
