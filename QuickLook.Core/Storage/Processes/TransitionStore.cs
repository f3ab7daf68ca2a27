using Microsoft.EntityFrameworkCore;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Writing;

namespace QuickLook.Core.Storage.Processes;

/// <summary>What became of a process, change by change.</summary>
public sealed class TransitionStore(QuickLookDatabase database)
{
    /// <summary>Every change of state of a process and its cameras, oldest first.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Result<IReadOnlyList<TransitionChange>>> ListAsync(long processId, CancellationToken cancellationToken) =>
        database.TryAsync(
            async (context, token) =>
            {
                var rows = await context
                    .Transitions.Where(row => row.ProcessId == processId)
                    .OrderBy(row => row.At)
                    .ThenBy(row => row.Id)
                    .ToListAsync(token)
                    .ConfigureAwait(false);
                return (IReadOnlyList<TransitionChange>)
                    [
                        .. rows.Select(row => new TransitionChange(
                            row.ProcessId,
                            CameraId.Parse(row.Camera).TryGet(out var camera, out _) ? camera : null,
                            row.Attempt,
                            row.State,
                            row.At,
                            row.Reason
                        )),
                    ];
            },
            cancellationToken
        );
}
