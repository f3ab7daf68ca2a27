namespace QuickLook.Core.Orchestration.Demo;

/// <summary>Something of a demonstration that can be removed as a whole.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its folder: the exposure or the process with eight digits.</param>
/// <param name="At">When it was written.</param>
public sealed record DemoThing(DemoThingKind Kind, string Name, DateTimeOffset At);
