namespace QuickLook.Core.Orchestration.Disk;

/// <summary>Lists that were shown, for as long as somebody may still say yes to them.</summary>
internal sealed class ShownPlans(TimeProvider time)
{
    private const int MostKept = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, ClearPlan> plans = new(StringComparer.Ordinal);

    /// <summary>Keeps a list.</summary>
    public void Keep(ClearPlan plan)
    {
        lock (gate)
        {
            foreach (var old in plans.Values.Where(each => time.GetUtcNow() - each.MadeAt > Patience).ToList())
            {
                plans.Remove(old.Fingerprint);
            }

            if (plans.Count >= MostKept && plans.Values.MinBy(each => each.MadeAt) is { } oldest)
            {
                plans.Remove(oldest.Fingerprint);
            }

            plans[plan.Fingerprint] = plan;
        }
    }

    /// <summary>The list; null when it was never shown, is too old or was carried out.</summary>
    public ClearPlan? Find(string fingerprint)
    {
        lock (gate)
        {
            return plans.TryGetValue(fingerprint, out var plan) && time.GetUtcNow() - plan.MadeAt <= Patience ? plan : null;
        }
    }

    /// <summary>Forgets a list that is carried out.</summary>
    public void Forget(string fingerprint)
    {
        lock (gate)
        {
            plans.Remove(fingerprint);
        }
    }
}
