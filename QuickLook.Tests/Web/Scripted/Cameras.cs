using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Pipeline;
using QuickLook.Core.Results;

namespace QuickLook.Tests.Web.Scripted;

/// <summary>Cameras in every state that a screen has to show.</summary>
public static class Cameras
{
    public static CameraId Id(string name) => CameraId.Parse(name).Value;

    public static TestSnapshot Test(string name, Quality quality, string value = "", string? why = null, string limits = "") =>
        new($"{name.Replace(' ', '_').ToUpperInvariant()}_STATUS", name, quality, value, why, limits);

    public static StageSnapshot Stage(
        StageState state,
        Quality quality = Quality.None,
        DateTimeOffset? from = null,
        DateTimeOffset? to = null,
        int done = 0,
        int known = 5,
        params ImmutableArray<TestSnapshot> tests
    ) => new(state, state == StageState.Done ? known : done, known, from, to, quality, tests);

    public static CameraSnapshot Camera(string name, RunState state, Quality quality, params ImmutableArray<StageSnapshot> stages) =>
        new(Id(name), CameraPresence.Present, state, quality, null, null, null, stages);

    public static CameraSnapshot Missing(string name, CameraPresence presence = CameraPresence.Missing) =>
        new(Id(name), presence, RunState.Skipped, Quality.None, null, null, null, []);
}
