namespace QuickLook.Core.Orchestration.Configuration;

/// <summary>How often a camera that failed in a way that may pass (disk, database) is tried again. What cannot pass, such as a broken file, never is.</summary>
public sealed record RetryPolicy
{
    /// <summary>Attempts after the first. 0 to 10; default 2.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Pause before the first of them, doubled before each further one. 0 s to 1 h; default 10 s.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The pause before the attempt that follows a number of failed ones.</summary>
    /// <param name="failures">Failed attempts, from 1.</param>
    public TimeSpan PauseAfter(int failures) => Delay * Math.Pow(2, Math.Max(0, failures - 1));
}
