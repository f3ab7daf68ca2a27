using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Retention;

namespace QuickLook.Core.Orchestration.Disk;

/// <summary>Lists what clearing would remove, process by process.</summary>
internal sealed class ClearPlanner(RunDisk disk, RetentionStore store, ProcessRemoval removal, TimeProvider time)
{
    /// <summary>Makes the list; removes nothing.</summary>
    /// <param name="order">What is to be removed.</param>
    /// <param name="cancellationToken">Ends the count.</param>
    public async Task<Result<ClearPlan>> MakeAsync(ClearOrder order, CancellationToken cancellationToken)
    {
        if (order.Nights.IsDefaultOrEmpty)
        {
            return new Failure("choose at least one night");
        }

        if (!order.Products && !order.Logs)
        {
            return new Failure("choose products, run logs or both");
        }

        if (!disk.List().TryGet(out var numbers, out var unread))
        {
            return unread;
        }

        if (!(await store.FindAsync(numbers, cancellationToken).ConfigureAwait(false)).TryGet(out var known, out var unasked))
        {
            return unasked;
        }

        var nights = order.Nights.ToHashSet();
        var items = ImmutableArray.CreateBuilder<ClearItem>();
        var chosen = known
            .Values.Where(process => nights.Contains(process.Night))
            .OrderByDescending(process => process.Night)
            .ThenBy(process => process.Id);
        foreach (var process in chosen)
        {
            if (!disk.Measure(process.Id, cancellationToken).TryGet(out var files, out var unmeasured))
            {
                // One folder that cannot be read must not keep the others from being listed.
                items.Add(ItemOf(process, RunFiles.None, unmeasured.ToString()));
                continue;
            }

            var wanted = files.Of(order.Products, order.Logs);
            if (!wanted.IsEmpty)
            {
                items.Add(ItemOf(process, wanted, removal.RefusalOf(process)));
            }
        }

        var list = items.ToImmutable();
        return new ClearPlan(order, list, Fingerprint(order, list), time.GetUtcNow());
    }

    private static ClearItem ItemOf(HeldProcess process, RunFiles files, string? refusal) =>
        new(
            process.Id,
            process.Exposure,
            process.Night,
            process.State,
            process.EndedAt,
            files.Products + files.Logs,
            files.ProductBytes,
            files.LogBytes,
            refusal
        );

    private static string Fingerprint(ClearOrder order, ImmutableArray<ClearItem> items)
    {
        var text = new StringBuilder().Append(order.Products).Append(order.Logs);
        foreach (var item in items)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"|{item.ProcessId},{item.Files},{item.ProductBytes},{item.LogBytes},{item.Refusal is null}"
            );
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
