using QuickLook.Core.Instrument;
using QuickLook.Core.Orchestration.History;
using QuickLook.Core.Simulation;
using QuickLook.Core.Simulation.Nights;

namespace QuickLook.Core.Orchestration.Demo;

/// <summary>What the demonstration plays, where and how fast.</summary>
public sealed class DemoOptions
{
    /// <summary>The demonstration's folder, claimed as <see cref="DemoFolder"/>; raw exposures and reductions lie below it. Required.</summary>
    public string Folder { get; set; } = string.Empty;

    /// <summary>Time from one exposure to the next; longer when the machine does not keep up. Default 60 s, 0.1 s to 1 h.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The same for the calibrations of the first night, so that a visitor soon sees something new. Default 10 s; never longer than <see cref="Interval"/>.</summary>
    public TimeSpan FirstInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time before the first exposure, so that a browser can be opened. Default 3 s, 0 s to 1 h.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Exposures that may wait for processing before the next one is held back. Default 1, 0 to 1000.</summary>
    public int MostWaiting { get; set; } = 1;

    /// <summary>Largest size of the folder, bytes: beyond it the oldest raw exposures and reductions go. Default 5 GB, at least 100 MB.</summary>
    public long MostBytes { get; set; } = 5_000_000_000;

    /// <summary>Past nights that are generated in the database; 0 for none. Default 30.</summary>
    public int PastNights { get; set; } = 30;

    /// <summary>How many nights are played. Default 1000: as good as endless.</summary>
    public int Nights { get; set; } = 1000;

    /// <summary>Everything random follows from it. Default 1.</summary>
    public long Seed { get; set; } = 1;

    /// <summary>Probability that something goes wrong with an exposure, 0 to 1. Default one in twelve.</summary>
    public double Faults { get; set; } = NightOrder.UsualFaults;

    /// <summary>Size of the instrument. Default demo.</summary>
    public InstrumentSize Size { get; set; } = InstrumentSize.Demo;

    /// <summary>The cameras. Default: all 30.</summary>
    public IReadOnlyList<CameraId> Cameras { get; set; } = CameraId.All;

    /// <summary>What is wrong with the options, one sentence each; empty when nothing is.</summary>
    public IEnumerable<string> Faulty()
    {
        if (string.IsNullOrWhiteSpace(Folder))
        {
            yield return "Demo: a folder is needed";
        }

        if (Interval.TotalSeconds is < 0.1 or > 3600)
        {
            yield return "Demo: the interval must be 0.1 s to 1 h";
        }

        if (Delay.TotalSeconds is < 0 or > 3600)
        {
            yield return "Demo: the delay must be 0 s to 1 h";
        }

        if (MostWaiting is < 0 or > 1000)
        {
            yield return "Demo: the number of waiting exposures must be 0 to 1000";
        }

        if (MostBytes < 100_000_000)
        {
            yield return "Demo: the folder must be allowed at least 100 MB";
        }

        if (PastNights is < 0 or > HistoryOrder.MostNights)
        {
            yield return $"Demo: the number of past nights must be 0 to {HistoryOrder.MostNights}";
        }

        if (Nights < 1)
        {
            yield return "Demo: at least one night must be played";
        }

        if (Faults is not (>= 0 and <= 1))
        {
            yield return "Demo: the probability of faults must be 0 to 1";
        }

        if (Cameras.Count == 0)
        {
            yield return "Demo: at least one camera is needed";
        }
    }
}
