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

    /// <summary>What the question for nights waits for before it is answered; null to answer at once.</summary>
    public TaskCompletionSource? Hold { get; set; }

    public async Task<Result<SurveySpan?>> FindSpanAsync(CancellationToken cancellationToken)
    {
        await (Hold?.Task ?? Task.CompletedTask);
        return Of(Answer.Nights.IsEmpty ? null : new SurveySpan(Answer.Nights[0].Night, Answer.Nights[^1].Night));
    }

    public Task<Result<SurveyAnswer>> ReadAsync(SurveyOrder order, CancellationToken cancellationToken)
    {
        orders.Enqueue(order);
        return Task.FromResult(Of(Answer));
    }

    public Task<Result<ObjectCounts>> CountObjectsAsync(SurveyOrder order, CancellationToken cancellationToken) =>
        Task.FromResult(Of(Counts));

    private Result<T> Of<T>(T value) => Failure is { } away ? away : value;
}
