using System.Collections.Concurrent;
using QuickLook.Core.Analysis.Survey;
using QuickLook.Core.Results;

namespace QuickLook.Tests.Web.Scripted;

/// <summary>A survey that a test lays down; an empty one at first. It answers each order alike and remembers what was asked.</summary>
public sealed class ScriptedSurveyShelf : ISurveyShelf
{
    private readonly ConcurrentQueue<SurveyOrder> orders = new();

    /// <summary>What is answered.</summary>
    public SurveyAnswer Answer { get; set; } = new(TilePlan.None, [], [], [], [], false);

    /// <summary>What is counted.</summary>
    public ObjectCounts Counts { get; set; } = new([], 0, 0, false);

    /// <summary>What every question is answered with; null for what was laid down.</summary>
    public Failure? Failure { get; set; }

    /// <summary>What was asked for, in order.</summary>
    public IReadOnlyCollection<SurveyOrder> Orders => orders;

    /// <summary>Holds answers back until it is set; null for at once.</summary>
    public TaskCompletionSource? Hold { get; set; }

    public async Task<Result<SurveyAnswer>> ReadAsync(SurveyOrder order, CancellationToken cancellationToken)
    {
        orders.Enqueue(order);
        await (Hold?.Task ?? Task.CompletedTask);
        return Failure is { } away ? away : Answer;
    }

    public Task<Result<ObjectCounts>> CountObjectsAsync(SurveyOrder order, CancellationToken cancellationToken) =>
        Task.FromResult(Failure is { } away ? away : Result<ObjectCounts>.Success(Counts));
}
