using System.Globalization;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Engines.Processes;

/// <summary>Says in words how a program ended that should have ended by itself and with 0 (pipeline.md 6.4).</summary>
internal static class ExitJudge
{
    private const int FirstSignal = 128;
    private const int LastSignal = FirstSignal + 64;
    private const int Killed = 9;

    private static readonly Dictionary<int, string> Names = new()
    {
        [1] = "SIGHUP",
        [2] = "SIGINT",
        [3] = "SIGQUIT",
        [4] = "SIGILL",
        [6] = "SIGABRT",
        [7] = "SIGBUS",
        [8] = "SIGFPE",
        [Killed] = "SIGKILL, as the system does when memory runs out",
        [11] = "SIGSEGV",
        [13] = "SIGPIPE",
        [15] = "SIGTERM",
    };

    /// <summary>Why a run failed whose program fell silent.</summary>
    /// <param name="silence">For how long.</param>
    public static Failure Silence(TimeSpan silence) =>
        new(string.Create(CultureInfo.InvariantCulture, $"no output for {silence.TotalSeconds:0.#} s; the program was ended"));

    /// <summary>True when a signal ended the program.</summary>
    /// <param name="exitCode">As the system gives it.</param>
    public static bool IsSignal(int exitCode) => exitCode is > FirstSignal and <= LastSignal;

    /// <summary>Why a run failed whose program ended otherwise than with 0.</summary>
    /// <param name="exitCode">As the system gives it: more than 128 for a signal.</param>
    /// <param name="said">What the program's output says about it; null for nothing.</param>
    /// <param name="kind">Whether what it says may pass.</param>
    public static Failure Judge(int exitCode, string? said, FailureKind kind)
    {
        if (IsSignal(exitCode))
        {
            var signal = exitCode - FirstSignal;
            var name = Names.TryGetValue(signal, out var known) ? $" ({known})" : string.Empty;
            var word = said is null ? string.Empty : $": {said}";
            return new Failure($"killed by signal {signal}{name}{word}", Kind: signal == Killed ? FailureKind.Transient : kind);
        }

        return new Failure(
            said is null ? $"ended with exit code {exitCode} and no word why" : $"{said} (exit code {exitCode})",
            Kind: kind
        );
    }
}
