using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Control;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Retention;

namespace QuickLook.Core.Orchestration.Disk;

/// <summary>
/// Counts what lies on disk, night by night, in the background: a count may take minutes, so that screens show the last one with its time.
/// </summary>
internal sealed class DiskCensus(
    RunDisk runs,
    RetentionStore store,
    Leadership leadership,
    OrchestrationSettings settings,
    TimeProvider time,
    ILogger<DiskCensus> logger
) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(30);

    private static readonly EnumerationOptions WithoutLinks = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    private readonly SemaphoreSlim asked = new(0);
    private volatile DiskUsage? current;
    private volatile bool isCounting;

    /// <summary>The last count; null before the first.</summary>
    public DiskUsage? Current => current;

    /// <summary>True while a count is under way.</summary>
    public bool IsCounting => isCounting;

    /// <summary>Raised when a count has begun or ended, on any thread.</summary>
    public event Action? Changed;

    /// <summary>Asks for a count soon.</summary>
    public void CountAgain()
    {
        if (asked.CurrentCount == 0)
        {
            asked.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        asked.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await leadership.Ready.WaitAsync(stoppingToken).ConfigureAwait(false);
        while (!stoppingToken.IsCancellationRequested)
        {
            isCounting = true;
            Changed?.Invoke();
            try
            {
                var counted = await Task.Run(() => CountAsync(stoppingToken), stoppingToken).ConfigureAwait(false);
                if (counted.TryGet(out var usage, out var failure))
                {
                    current = usage;
                }
                else
                {
                    logger.LogWarning("What lies on disk could not be counted: {Failure}", failure);
                }
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // Files vanish while they are counted; the next count will see them gone.
                logger.LogWarning(problem, "What lies on disk could not be counted");
            }

            isCounting = false;
            Changed?.Invoke();
            await UntilAskedAsync(stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task UntilAskedAsync(CancellationToken stoppingToken)
    {
        using var alarm = new CancellationTokenSource(Period, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, alarm.Token);
        await asked.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<Result<DiskUsage>> CountAsync(CancellationToken cancellationToken)
    {
        if (!runs.List().TryGet(out var numbers, out var unread))
        {
            return unread;
        }

        if (!(await store.FindAsync(numbers, cancellationToken).ConfigureAwait(false)).TryGet(out var known, out var unasked))
        {
            return unasked;
        }

        var nights = new SortedDictionary<Night, NightUsage>();
        foreach (var process in known.Values)
        {
            var files = runs.Measure(process.Id, cancellationToken).Or(RunFiles.None);
            if (!files.IsEmpty)
            {
                var before = nights.GetValueOrDefault(process.Night) ?? new NightUsage(process.Night, 0, 0, 0, 0);
                nights[process.Night] = before with
                {
                    ProductBytes = before.ProductBytes + files.ProductBytes,
                    LogBytes = before.LogBytes + files.LogBytes,
                    Processes = before.Processes + 1,
                };
            }
        }

        foreach (
            var folder in new DirectoryInfo(settings.RawRoot).EnumerateDirectories(
                "????????",
                new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint }
            )
        )
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Night.Parse(folder.Name).TryGet(out var night, out _))
            {
                var bytes = folder.EnumerateFiles("*", WithoutLinks).Sum(file => file.Length);
                var before = nights.GetValueOrDefault(night) ?? new NightUsage(night, 0, 0, 0, 0);
                nights[night] = before with { RawBytes = bytes };
            }
        }

        return new DiskUsage(
            [.. nights.Values.Reverse().Where(night => night is not { RawBytes: 0, ProductBytes: 0, LogBytes: 0 })],
            numbers.Count - known.Count,
            time.GetUtcNow()
        );
    }
}
