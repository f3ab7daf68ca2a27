namespace QuickLook.Web.Plots;

/// <summary>A fiber on a map.</summary>
internal readonly record struct MapPoint
{
    /// <summary>A fiber with what is known of it.</summary>
    public MapPoint(int fiber, double value, double reference, FiberFacts facts, string note = "")
    {
        Fiber = fiber;
        Value = value;
        Reference = reference;
        Place = facts.PlaceOf(fiber);
        Target = facts.TargetOf(fiber);
        IsBroken = facts.IsBroken(fiber);
        Note =
            IsBroken ? FiberFacts.Broken
            : note.Length > 0 ? note
            : "no value";
    }

    /// <summary>Its number, 0 to 4999.</summary>
    public int Fiber { get; }

    /// <summary>Its value; NaN for none.</summary>
    public double Value { get; }

    /// <summary>What the value is compared with; NaN for nothing.</summary>
    public double Reference { get; }

    /// <summary>Where it was pointed, degrees; NaN when not known.</summary>
    public (double Ra, double Dec) Place { get; }

    /// <summary>What it is pointed at; empty when not known.</summary>
    public string Target { get; }

    /// <summary>True when it is known to be broken.</summary>
    public bool IsBroken { get; }

    /// <summary>Why it has no colour.</summary>
    public string Note { get; }

    /// <summary>Value less reference.</summary>
    public double Deviation => Value - Reference;

    /// <summary>True when its place is known.</summary>
    public bool HasPlace => double.IsFinite(Place.Ra) && double.IsFinite(Place.Dec);
}
