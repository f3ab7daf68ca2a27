namespace QuickLook.Core.Simulation.Nights;

/// <summary>A quantity that wanders and is drawn back to 0: an Ornstein-Uhlenbeck process with standard deviation 1.</summary>
internal sealed class SlowWalk
{
    private readonly double hours;
    private readonly NightDraw draw;

    /// <summary>A walk that starts anywhere.</summary>
    /// <param name="hours">After so long it has half forgotten where it was.</param>
    /// <param name="draw">Where its steps come from.</param>
    public SlowWalk(double hours, NightDraw draw)
    {
        this.hours = hours;
        this.draw = draw;
        Value = Bounded(draw.Normal());
    }

    /// <summary>Where it is, within -2.5 to 2.5.</summary>
    public double Value { get; private set; }

    /// <summary>Goes on.</summary>
    public void Advance(TimeSpan elapsed)
    {
        var kept = Math.Pow(0.5, elapsed.TotalHours / hours);
        Value = Bounded((Value * kept) + (draw.Normal() * Math.Sqrt(1 - (kept * kept))));
    }

    private static double Bounded(double value) => Math.Clamp(value, -2.5, 2.5);
}
