namespace QuickLook.Core.Orchestration.Live;

/// <summary>Something wrong with the service itself, not with the data.</summary>
/// <param name="Key">Stable name, such as <c>database</c>; one notice per key at a time.</param>
/// <param name="IsError">True when work is held up, false for a hint.</param>
/// <param name="Text">What is wrong and what to do.</param>
/// <param name="Since">Since when.</param>
public sealed record ServiceNotice(string Key, bool IsError, string Text, DateTimeOffset Since);
