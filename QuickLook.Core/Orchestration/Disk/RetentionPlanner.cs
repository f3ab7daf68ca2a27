using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.Orchestration.Configuration;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Retention;

namespace QuickLook.Core.Orchestration.Disk;

/// <summary>
/// Finds what the policy removes: by age first, then, while space is short, products of the oldest processes. Removes nothing itself. Only what may go
/// is measured on disk, so that a turn costs little where nothing goes.
/// </summary>
internal sealed class RetentionPlanner(
    RunDisk disk,
    RetentionStore store,
    ProcessRemoval removal,
    IVolumes volumes,
    OrchestrationSettings settings,
    TimeProvider time
)
{
    /// <summary>What would be removed now.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Result<RetentionPlan>> MakeAsync(RetentionPolicy policy, CancellationToken cancellationToken)
    {
        if (!disk.List().TryGet(out var numbers, out var unread))
        {
            return unread;
        }

        if (!(await store.FindAsync(numbers, cancellationToken).ConfigureAwait(false)).TryGet(out var known, out var unasked))
        {
            return unasked;
        }

        var now = time.GetUtcNow();
        var free = volumes.Read(settings.OutputRoot) is { IsSuccess: true } reading ? reading.Value : null;
        var candidates = known
            .Values.Where(process =>
                removal.RefusalOf(process) is null
                && process.EndedAt is { } ended
                && ended <= now - TimeSpan.FromHours(policy.ProtectedHours)
            )
            .OrderBy(process => process.EndedAt)
            .ThenBy(process => process.Id);
        var missing = free is null ? 0 : (long)Math.Ceiling(free.TotalBytes * policy.FreePercent / 100) - free.FreeBytes;
        var items = ImmutableArray.CreateBuilder<RetentionItem>();
        foreach (var process in candidates)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (items.Count == RetentionPlan.MostProcesses)
            {
                break;
            }

            var (products, logs, why) = Choose(process, policy, missing > 0, now);
            if (!products && !logs)
            {
                continue;
            }

            if (!disk.Measure(process.Id, cancellationToken).TryGet(out var files, out var unmeasured))
            {
                return unmeasured;
            }

            if (files.Of(products, logs).IsEmpty)
            {
                continue;
            }

            var item = new RetentionItem(ItemOf(process, files), products, logs, why);
            items.Add(item);
            missing -= item.Bytes;
        }

        return new RetentionPlan(policy, items.ToImmutable(), free?.FreePercent, free is not null && missing > 0, now);
    }

    private static (bool Products, bool Logs, string Why) Choose(
        HeldProcess process,
        RetentionPolicy policy,
        bool isShort,
        DateTimeOffset now
    )
    {
        var oldProducts = IsOlder(process, policy.ProductDays, now);
        var products = oldProducts || isShort;
        var logs = IsOlder(process, policy.LogDays, now);
        var days = (oldProducts, logs) switch
        {
            (true, true) => Math.Min(policy.ProductDays, policy.LogDays),
            (true, false) => policy.ProductDays,
            _ => policy.LogDays,
        };
        var why = oldProducts || logs ? string.Create(CultureInfo.InvariantCulture, $"older than {days} days") : "space is short";
        return (products, logs, why);
    }

    private static bool IsOlder(HeldProcess process, int days, DateTimeOffset now) =>
        days > 0 && process.EndedAt < now - TimeSpan.FromDays(days);

    private static ClearItem ItemOf(HeldProcess process, RunFiles files) =>
        new(
            process.Id,
            process.Exposure,
            process.Night,
            process.State,
            process.EndedAt,
            files.Products + files.Logs,
            files.ProductBytes,
            files.LogBytes,
            Refusal: null
        );
}
