using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Writing;

namespace QuickLook.Core.Orchestration.Tracking;

/// <summary>
/// Writes what the tracker reports, batch after batch: at once while the database answers, with growing pauses while it does not. Nothing waits for
/// it, so that the live state goes on through an outage.
/// </summary>
internal sealed class DatabaseWriter : BackgroundService
{
    private static readonly TimeSpan FlushPatience = TimeSpan.FromSeconds(5);

    private readonly RunWriter writer;
    private readonly ILogger<DatabaseWriter> logger;
    private readonly Channel<bool> signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    private readonly ResiliencePipeline<Result<Done>> patience;

    public DatabaseWriter(RunWriter writer, TimeProvider time, ILogger<DatabaseWriter> logger)
    {
        this.writer = writer;
        this.logger = logger;
        patience = new ResiliencePipelineBuilder<Result<Done>> { TimeProvider = time }
            .AddRetry(
                new RetryStrategyOptions<Result<Done>>
                {
                    ShouldHandle = outcome => ValueTask.FromResult(outcome.Outcome.Result is { Failure.Kind: FailureKind.Transient }),
                    MaxRetryAttempts = int.MaxValue,
                    Delay = TimeSpan.FromMilliseconds(100),
                    MaxDelay = TimeSpan.FromSeconds(1),
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    OnRetry = retry =>
                    {
                        OutOfReach?.Invoke(retry.Outcome.Result.Failure!);
                        return ValueTask.CompletedTask;
                    },
                }
            )
            .Build();
    }

    /// <summary>Raised at each attempt that fails because the database is out of reach.</summary>
    public event Action<Failure>? OutOfReach;

    /// <summary>Raised when a batch is in the database.</summary>
    public event Action<RunBatch>? Written;

    /// <summary>What waits to be written; call <see cref="Signal"/> after adding.</summary>
    public PendingWrites Pending { get; } = new();

    /// <summary>Says that there is something to write.</summary>
    public void Signal() => signal.Writer.TryWrite(true);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(FlushPatience);
        var last = Pending.Take();
        if (!last.IsEmpty && (await TryWriteAsync(last, deadline.Token).ConfigureAwait(false)).Failure is { } failure)
        {
            logger.LogError("The last changes could not be stored: {Failure}", failure);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Endless until the host stops; each turn writes everything that has come since the last one.
        while (await signal.Reader.WaitToReadAsync(stoppingToken).ConfigureAwait(false))
        {
            signal.Reader.TryRead(out _);
            var batch = Pending.Take();
            if (!batch.IsEmpty)
            {
                await WriteAsync(batch, stoppingToken).ConfigureAwait(false);
            }
        }
    }

    private async Task WriteAsync(RunBatch batch, CancellationToken stoppingToken)
    {
        Result<Done> result;
        try
        {
            result = await patience
                .ExecuteAsync(async token => await TryWriteAsync(batch, token).ConfigureAwait(false), stoppingToken)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Pending.PutBack(batch);
            throw;
        }

        if (result.Failure is { } refused)
        {
            logger.LogError("The database refuses a change ({Failure}); what it accepts is stored piece by piece", refused);
            await WritePiecesAsync(batch, stoppingToken).ConfigureAwait(false);
        }

        Written?.Invoke(batch);
    }

    private async Task<Result<Done>> TryWriteAsync(RunBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            return await writer.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            // The edge of a background task: a change that cannot be sent must not end the writing of all others.
            logger.LogError(bug, "A change could not be sent to the database");
            return new Failure(bug.Message, "database");
        }
    }

    private async Task WritePiecesAsync(RunBatch batch, CancellationToken cancellationToken)
    {
        foreach (var piece in Pieces(batch))
        {
            var result = await patience
                .ExecuteAsync(async token => await TryWriteAsync(piece, token).ConfigureAwait(false), cancellationToken)
                .ConfigureAwait(false);
            if (result.Failure is { } refused)
            {
                logger.LogError("Lost, because the database refuses it: {Failure}; {Piece}", refused, Describe(piece));
            }
        }
    }

    private static string Describe(RunBatch piece) =>
        piece
            .Processes.Select(each => $"state of process {each.ProcessId}")
            .Concat(piece.CameraRuns.Select(each => $"state of {each.Camera} of process {each.ProcessId}"))
            .Concat(piece.Transitions.Select(each => $"transition of process {each.ProcessId} to {each.State}"))
            .Concat(piece.Documents.Select(each => $"document of {each.Camera} of process {each.ProcessId}"))
            .Concat(piece.LogLines.Select(each => $"log line '{each.Line.Text}'"))
            .Concat(piece.Settings.Keys.Select(key => $"setting {key}"))
            .Concat(piece.Audit.Select(each => $"audit of {each.Action}"))
            .First();

    private static IEnumerable<RunBatch> Pieces(RunBatch batch)
    {
        var nothing = new RunBatch
        {
            Processes = [],
            CameraRuns = [],
            Documents = [],
            LogLines = [],
            Settings = ImmutableDictionary<string, Storage.Service.StoredSetting>.Empty,
            Audit = [],
        };
        return
        [
            .. batch.Processes.Select(each => nothing with { Processes = [each] }),
            .. batch.CameraRuns.Select(each => nothing with { CameraRuns = [each] }),
            .. batch.Transitions.Select(each => nothing with { Transitions = [each] }),
            .. batch.Documents.Select(each => nothing with { Documents = [each] }),
            .. batch.LogLines.Select(each => nothing with { LogLines = [each] }),
            .. batch.Settings.Select(each => nothing with { Settings = nothing.Settings.Add(each.Key, each.Value) }),
            .. batch.Audit.Select(each => nothing with { Audit = [each] }),
        ];
    }
}
