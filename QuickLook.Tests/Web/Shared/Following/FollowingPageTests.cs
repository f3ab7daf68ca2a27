using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using QuickLook.Core.Results;
using QuickLook.Web.Components.Shared.Figures;
using QuickLook.Web.Plots;

namespace QuickLook.Tests.Web.Shared.Following;

/// <summary>What every page over many exposures promises about reading.</summary>
public abstract class FollowingPageTests : WebTestContext
{
    /// <summary>How its address begins.</summary>
    protected abstract string Name { get; }

    /// <summary>How often it has asked for what it shows.</summary>
    protected abstract int Asked { get; }

    /// <summary>What every question is answered with from now on.</summary>
    protected abstract Failure? Away { get; set; }

    /// <summary>What a question waits for from now on.</summary>
    protected abstract TaskCompletionSource? Hold { get; set; }

    [Fact]
    public void When_a_process_ends_it_is_read_again_and_drawn_only_when_there_is_something_new()
    {
        Lay();
        var page = Open();
        var (before, asked) = (Drawn(page), Asked);

        EndProcess();

        page.WaitForAssertion(() => Asked.ShouldBe(2 * asked));
        Drawn(page).ShouldBeSameAs(before);

        LayMore();
        Time.Advance(TimeSpan.FromSeconds(10));

        page.WaitForAssertion(() => Drawn(page).ShouldNotBeSameAs(before));
        Asked.ShouldBe(3 * asked);

        Time.Advance(TimeSpan.FromMinutes(1));
        Asked.ShouldBe(3 * asked, "nothing has ended since");
    }

    [Fact]
    public void While_the_database_is_away_what_was_read_before_stays()
    {
        Lay();
        var page = Open();
        var before = Drawn(page);

        Away = new Failure("no connection", "PostgreSQL", FailureKind.Transient);
        EndProcess();

        page.WaitForAssertion(() => page.Find(".notice.error").TextContent.ShouldContain("no connection"));
        Drawn(page).ShouldBeSameAs(before);
    }

    [Fact]
    public async Task A_page_that_is_left_between_two_readings_reads_no_more()
    {
        Lay();
        var held = new TaskCompletionSource();
        Hold = held;
        var page = Open();
        page.FindAll(".quiet").Count.ShouldBe(1, "it says that it reads");
        page.FindAll("[aria-busy='true']").Count.ShouldBe(1);
        await DisposeComponentsAsync();

        held.SetResult();

        await Task.Yield();
        Asked.ShouldBe(0);
        Renderer.UnhandledException.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task An_answer_that_was_overtaken_is_not_shown()
    {
        Lay();
        var held = new TaskCompletionSource();
        Hold = held;
        var page = Open();
        Hold = null;
        Navigation.NavigateTo($"{Name}?program=dark");
        var (newer, asked) = (Drawn(page), Asked);

        await page.InvokeAsync(held.SetResult);

        Asked.ShouldBe(asked, "the older reading went no further");
        Drawn(page).ShouldBeSameAs(newer);
        page.FindAll("[aria-busy='true']").ShouldBeEmpty();
    }

    [Fact]
    public void What_was_read_on_the_server_is_taken_over_by_the_live_page()
    {
        Lay();
        var asked = AskedBy(Hand);

        var live = Open();

        Asked.ShouldBe(asked);
        Drawn(live).ShouldNotBeNull();
        Open();
        Asked.ShouldBe(2 * asked, "it can be taken over once");
    }

    [Fact]
    public void What_was_read_on_the_server_for_another_address_is_not_taken_over()
    {
        Lay();
        var asked = AskedBy(Hand);

        Open("?program=dark");

        Asked.ShouldBe(2 * asked);
    }

    [Fact]
    public void A_process_that_ends_before_the_page_is_live_is_read()
    {
        Lay();
        var asked = AskedBy(Hand);
        LayMore();
        EndProcess();

        var live = Open();

        live.WaitForAssertion(() => Asked.ShouldBe(2 * asked));
    }

    [Fact]
    public void A_failure_is_not_taken_over()
    {
        Lay();
        Away = new Failure("no connection", "PostgreSQL", FailureKind.Transient);
        Hand();
        Away = null;

        var live = Open();

        live.FindAll(".notice.error").ShouldBeEmpty();
        Drawn(live).ShouldNotBeNull();
    }

    /// <summary>Lays down what is shown: programs dark and bright.</summary>
    protected abstract void Lay();

    /// <summary>Lays down more of it.</summary>
    protected abstract void LayMore();

    /// <summary>Opens the page.</summary>
    protected abstract IRenderedComponent<IComponent> Open(string query = "");

    protected NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    protected static Figure Drawn(IRenderedComponent<IComponent> page) => page.FindComponents<FigureView>()[0].Instance.Of;

    protected IRenderedComponent<T> Open<T>(string query)
        where T : IComponent
    {
        Navigation.NavigateTo($"{Name}{query}");
        return RenderLive<T>(_ => { });
    }

    protected string Address() => Navigation.ToBaseRelativePath(Navigation.Uri);

    protected void EndProcess()
    {
        Live.Set(snapshot =>
            snapshot with
            {
                Recent =
                [
                    .. snapshot.Recent.Select(process => process.ProcessId == 4711 ? process with { State = RunState.Succeeded } : process),
                ],
            }
        );
        Time.Advance(TimeSpan.FromMilliseconds(500));
    }

    // The page as it is rendered on the server, up to its end.
    private void Hand()
    {
        var page = Open();
        Carried.TriggerOnPersisting();
        ((IDisposable)page.Instance).Dispose();
    }

    private int AskedBy(Action work)
    {
        var before = Asked;
        work();
        return Asked - before;
    }
}
