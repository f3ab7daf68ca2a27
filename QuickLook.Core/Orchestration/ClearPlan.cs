namespace QuickLook.Core.Orchestration;

/// <summary>What clearing removes, or removed.</summary>
/// <param name="Processes">Processes with anything on disk.</param>
/// <param name="ReductionBytes">Bytes of products and documents.</param>
/// <param name="LogBytes">Bytes of run logs.</param>
public sealed record ClearPlan(int Processes, long ReductionBytes, long LogBytes);
