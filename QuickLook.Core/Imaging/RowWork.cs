namespace QuickLook.Core.Imaging;

/// <summary>The same work on many rows, on all processors.</summary>
internal static class RowWork
{
    /// <summary>Rows that one processor takes at a time.</summary>
    private const int Together = 32;

    /// <summary>Does the work once for each row, in any order.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="work">What to do with one; must not touch what another row's work touches.</param>
    /// <param name="cancellationToken">Gives up between rows.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void ForEach(int rows, Action<int> work, CancellationToken cancellationToken) =>
        Parallel.For(
            0,
            (rows + Together - 1) / Together,
            new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount },
            block =>
            {
                for (var row = block * Together; row < Math.Min(rows, (block + 1) * Together); row++)
                {
                    work(row);
                }
            }
        );
}
