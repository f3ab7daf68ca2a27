using QuickLook.Core.Judging;

namespace QuickLook.Core.Pipeline.Logging;

/// <summary>What a line of a log says about the course of a run.</summary>
public abstract record StageEvent;

/// <summary>A stage began.</summary>
/// <param name="Stage">Its name: <c>CHECK_CCDs</c>.</param>
public sealed record StageBegan(string Stage) : StageEvent;

/// <summary>A stage ended well.</summary>
/// <param name="Stage">Its name.</param>
public sealed record StageEnded(string Stage) : StageEvent;

/// <summary>A test of a stage has a verdict.</summary>
/// <param name="Stage">The stage that the mapping puts the test in.</param>
/// <param name="StatusKey">Key of the status: <c>NOISE_AMP_STATUS</c>.</param>
/// <param name="Quality">The verdict; <see cref="Quality.NotComputed"/> when the test failed.</param>
public sealed record StatusLogged(string Stage, string StatusKey, Quality Quality) : StageEvent;

/// <summary>The run failed; nothing will end well after this.</summary>
/// <param name="Stage">The stage that ran; null when none did, as while files are checked.</param>
/// <param name="Reason">The message.</param>
public sealed record RunBroken(string? Stage, string Reason) : StageEvent;
