using Microsoft.Extensions.Options;
using QuickLook.Core.Results;

namespace QuickLook.Core.Analysis.Survey;

/// <summary>
/// The planned tiles of the file that was named, read when first needed and again when its length or its time of change is another. Thread-safe: one reads,
/// the others wait for it.
/// </summary>
public sealed class TileList(IOptions<SurveyOptions> options) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private (long Bytes, DateTime ChangedAt)? stamp;
    private TilePlan? plan;

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    /// <summary>The tiles now.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<TilePlan> ReadAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(options.Value.TileFile))
        {
            return TilePlan.None;
        }

        var path = Path.GetFullPath(options.Value.TileFile);
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var now = StampOf(path);
            if (plan is null || now != stamp || plan.Fault?.Kind == FailureKind.Transient)
            {
                var read = await Task.Run(() => TileFile.Read(path), cancellationToken).ConfigureAwait(false);
                (plan, stamp) = (new TilePlan(Path.GetFileName(path), read.Or([]), read.Failure), now);
            }

            return plan;
        }
        finally
        {
            turn.Release();
        }
    }

    private static (long Bytes, DateTime ChangedAt)? StampOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.Length, file.LastWriteTimeUtc) : null;
    }
}
