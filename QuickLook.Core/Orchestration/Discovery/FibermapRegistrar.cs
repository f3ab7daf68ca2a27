using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.Tracking;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;
using QuickLook.Core.Storage.Exposures;

namespace QuickLook.Core.Orchestration.Discovery;

/// <summary>
/// Writes fibermaps down, which may come before or after the raw file. That one is missing is normal for zeros and darks, and worth a warning
/// otherwise. Used by the watcher's thread only.
/// </summary>
internal sealed class FibermapRegistrar(ExposureStore exposures, ProcessTracker tracker, OrchestrationSettings settings, TimeProvider time)
{
    private readonly Dictionary<string, Awaited> awaited = new(StringComparer.Ordinal);

    /// <summary>When to look again; the end of time when nothing is awaited.</summary>
    public DateTimeOffset Due => awaited.Count == 0 ? DateTimeOffset.MaxValue : awaited.Values.Min(each => each.Due);

    /// <summary>An exposure is registered; its fibermap is looked for from now on, for as long as the exposure may arrive.</summary>
    public void Expect(RawPath raw, long exposureId, ExposureMetadata? header)
    {
        var isNormalWithout =
            Flavors.Parse(header?.FlavorText) is not { IsSuccess: true, Value: Flavor.Science or Flavor.Arc or Flavor.Flat };
        var now = time.GetUtcNow();
        awaited.TryAdd(raw.FibermapPath, new Awaited(raw, exposureId, isNormalWithout, now + settings.Options.ArrivingTime) { Due = now });
    }

    /// <summary>Something happened to a fibermap.</summary>
    public void Expect(RawPath raw)
    {
        if (awaited.TryGetValue(raw.FibermapPath, out var each))
        {
            each.Due = time.GetUtcNow();
        }
    }

    /// <summary>Looks for what is due.</summary>
    public async Task LookAtDueAsync(CancellationToken cancellationToken)
    {
        foreach (var each in awaited.Values.Where(each => each.Due <= time.GetUtcNow()).ToList())
        {
            await LookAsync(each, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task LookAsync(Awaited each, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var path = each.Raw.FibermapPath;
        var problem = "it is not there";
        if (File.Exists(path))
        {
            if (StoredFibermap.Read(path).TryGet(out var columns, out var failure))
            {
                var saved = await exposures.SaveFibermapAsync(each.ExposureId, columns, cancellationToken).ConfigureAwait(false);
                if (saved.Failure is { } outOfReach)
                {
                    tracker.OutOfReach(outOfReach);
                    each.Due = now + TimeSpan.FromSeconds(1);
                    return;
                }

                awaited.Remove(path);
                return;
            }

            problem = failure.ToString();
        }

        if (now < each.Until)
        {
            each.Due = now + settings.Options.StabilityTime < each.Until ? now + settings.Options.StabilityTime : each.Until;
            return;
        }

        awaited.Remove(path);
        if (!each.IsNormalWithout)
        {
            tracker.Discovered(RunLogLevel.Warning, $"{each.Raw.Exposure} has no fibermap: {problem}");
        }
    }

    private sealed class Awaited(RawPath raw, long exposureId, bool isNormalWithout, DateTimeOffset until)
    {
        public RawPath Raw => raw;

        public long ExposureId => exposureId;

        public bool IsNormalWithout => isNormalWithout;

        public DateTimeOffset Until => until;

        public DateTimeOffset Due { get; set; }
    }
}
