// @ts-nocheck
/**
 * DO NOT MODIFY - This file has been generated using oazapfts.
 * See https://www.npmjs.com/package/oazapfts
 */
import * as Oazapfts from "@oazapfts/runtime";
import * as QS from "@oazapfts/runtime/query";
export const defaults: Oazapfts.Defaults<Oazapfts.CustomHeaders> = {
    headers: {},
    baseUrl: "/"
};
const oazapfts = Oazapfts.runtime(defaults);
export const servers = {
    server1: "/"
};
export type Problem = {
    /** urn:duban:problem:<code> */
    "type": string;
    title: string;
    status: number;
    /** 不变的代码，程序据此判断 */
    code: string;
    /** 给人看的一句话：出了什么事，怎么办 */
    detail: string;
    /** 逐项的错误 */
    errors?: {
        at: string;
        says: string;
    }[];
};
export type Me = {
    person: {
        id: number;
        name: string;
    };
    login: string;
    admin: boolean;
    /** 有哪几种工作台，第一个先打开；由岗位得出 */
    roles: ("coordinator" | "supervisor" | "verifier" | "unit" | "admin")[];
    posts: {
        unitId: number;
        unit: string;
        role: string;
        roleName: string;
    }[];
    /** 须先设置自己的密码 */
    mustChange: boolean;
    hasPassword: boolean;
    /** 改密码时要不要原密码；由登录链接进来的不要 */
    asksOldPassword: boolean;
    /** 由统一身份认证登录；退出时也可退出那里 */
    byIdentity: boolean;
    /** 日期（北京时间） */
    today: string;
    timeZone: "Asia/Shanghai";
};
export type Session = {
    id: number;
    current: boolean;
    /** 浏览器自称 */
    agent: string;
    byLink: boolean;
    /** 时刻（UTC） */
    createdAt: string;
    /** 时刻（UTC） */
    seenAt: string;
    /** 时刻（UTC） */
    expiresAt: string;
};
export type Plan = {
    id: number;
    title: string;
    documentNumber: string | null;
    /** 本方 */
    home: string;
    state: "draft" | "launching" | "running" | "paused" | "ended";
    /** 日期（北京时间） */
    periodFrom: string;
    /** 日期（北京时间） */
    periodTo: string;
    superviseFrom: string | null;
    /** 逐年执行 */
    openEnded: boolean;
    pausedOn: string | null;
    endedOn: string | null;
    /** 时刻（UTC） */
    importedAt: string;
    launchedAt: string | null;
    /** 协调员所在的单位 */
    officeId: number | null;
    office: string | null;
    /** 任务数，不含不作任务的 */
    tasks: number;
    /** 本人看得到的事项，各种灯有几项 */
    lights: {
        red: number;
        yellow: number;
        green: number;
        grey: number;
        done: number;
    };
};
export type PlanDetails = {
    id: number;
    title: string;
    documentNumber: string | null;
    /** 本方 */
    home: string;
    state: "draft" | "launching" | "running" | "paused" | "ended";
    /** 日期（北京时间） */
    periodFrom: string;
    /** 日期（北京时间） */
    periodTo: string;
    superviseFrom: string | null;
    /** 逐年执行 */
    openEnded: boolean;
    pausedOn: string | null;
    endedOn: string | null;
    /** 时刻（UTC） */
    importedAt: string;
    launchedAt: string | null;
    /** 协调员所在的单位 */
    officeId: number | null;
    office: string | null;
    /** 任务数，不含不作任务的 */
    tasks: number;
    /** 本人看得到的事项，各种灯有几项 */
    lights: {
        red: number;
        yellow: number;
        green: number;
        grey: number;
        done: number;
    };
    fileName: string;
    sides: {
        name: string;
        home: boolean;
        mode: "supervised" | "liaison";
        office: string | null;
    }[];
    review: {
        tasks: number;
        reviewed: number;
        dismissed: number;
        undated: number;
    };
};
export type PlanTask = {
    id: number;
    key: string;
    "number": string;
    title: string;
    /** 所在的章节 */
    section: string | null;
    lead: string[];
    support: string[];
    /** 按时限、随报表、只在册 */
    tracking: "deadline" | "return" | "record";
    distribution: "joint" | "each";
    force: "firm" | "soft" | "advice";
    reviewed: boolean;
    /** 文件里的时限 */
    due: string | null;
    /** 下一个时限 */
    nextDue: string | null;
    lights: {
        red?: number;
        yellow?: number;
        green?: number;
        grey?: number;
        done?: number;
    };
};
export type PlanTasks = {
    tasks: PlanTask[];
    may: {
        /** 本人可以预演和启动 */
        launch: boolean;
        /** 本人可以暂停、恢复、结束、调整时限 */
        order: boolean;
        /** 本人看得到任务分解、冲突与疑点 */
        office: boolean;
    };
    /** 启动前还要办的；只有可以启动的人看得到 */
    open: {
        about: "state" | "issued" | "start" | "term" | "coordinator" | "links" | "review" | "names" | "contacts" | "returns" | "budget";
        says: string;
        items: string[];
    }[];
    /** 没有确定的冲突与疑点；看不到的为空 */
    doubts: number | null;
    /** 印发的任务分解表 */
    issued: {
        /** 时刻（UTC） */
        at: string;
        /** 没有单位的任务什么时候定下来 */
        until: string | null;
    } | null;
};
export type LaunchProgress = {
    state: "draft" | "launching" | "running" | "paused" | "ended";
    /** 随启动开始的事项有几个 */
    rows: number;
    /** 其中已经开始的 */
    started: number;
    /** 后台程序（worker）在运行 */
    working: boolean;
};
export type LaunchForm = {
    title: string;
    /** 文件写明的印发日期 */
    issued: string | null;
    superviseFrom: string | null;
    openEnded: boolean;
    /** 日期（北京时间） */
    periodFrom: string;
    /** 日期（北京时间） */
    periodTo: string;
    /** 可以由哪些单位负责 */
    offices: {
        id: number;
        name: string;
    }[];
    links: {
        choice: "open" | "internal" | "none";
        /** 为什么不能这样选 */
        refusal: string | null;
    }[];
    progress: LaunchProgress;
};
export type LaunchFault = {
    /** 由哪一项解决 */
    about: "state" | "issued" | "start" | "term" | "coordinator" | "links" | "review" | "names" | "contacts" | "returns" | "budget";
    says: string;
    items: string[];
};
export type RehearsedContact = {
    personId: number;
    /** 对方单位的人不写姓名 */
    name: string;
    units: string[];
    /** 单位联系人；领导和办公室另有限额 */
    contact: boolean;
    mails: number;
    sms: number;
    months: {
        /** YYYY-MM */
        month: string;
        mails: number;
        digests: number;
        sms: number;
    }[];
    /** 超过每月封数的月份 */
    over: string[];
    /** 因封数已满，并入以后邮件的条数 */
    later: number;
    /** 因封数已满，由更近的提醒代替的条数 */
    replaced: number;
};
export type RehearsedMessage = {
    /** 日期（北京时间） */
    on: string;
    personId: number;
    channel: "mail" | "sms";
    kind: "assignment" | "digest" | "list";
    /** 各行：duties 里的第几项（0 起；空为整个单位）、说什么 */
    lines: {
        duty: number | null;
        what: string;
    }[];
};
export type LaunchRehearsal = {
    /** 不能启动的原因；没有才能启动 */
    faults: LaunchFault[];
    /** 有联系人每月超过封数：要再确认一次 */
    budget: LaunchFault | null;
    /** 随报表跟踪而没有报表的 */
    silent: LaunchFault | null;
    /** 任务分解征求意见还没有结束的 */
    comments: string[];
    notes: string[];
    /** 逐年执行的各项，下次是哪一天 */
    yearly: string[];
    waiting: string[];
    superviseFrom: string | null;
    counts: {
        tasks: number;
        occurrences: number;
        series: number;
        beforeStart: number;
        liaison: number;
        units: number;
    };
    /** 日期（北京时间） */
    "from": string;
    /** 日期（北京时间） */
    until: string;
    mailsPerMonth: number;
    contacts: RehearsedContact[];
    duties: {
        title: string;
        unit: string;
        dueOn: string | null;
    }[];
    messages: RehearsedMessage[];
    /** 各单位各月到期几期 */
    load: {
        unit: string;
        months: {
            /** YYYY-MM */
            month: string;
            due: number;
        }[];
    }[];
    /** 许多任务同一天到期：督办系统提出的序时进度 */
    crowded: {
        /** 日期（北京时间） */
        dueOn: string;
        count: number;
        "of": number;
        tasks: {
            key: string;
            title: string;
            /** 日期（北京时间） */
            by: string;
        }[];
    }[];
    /** 没有最后提醒的时限 */
    lacking: {
        title: string;
        unit: string;
        dueOn: string;
    }[];
    unsettled: {
        without: {
            key: string;
            title: string;
        }[];
        partly: number;
    };
    /** 文件里没有确定的矛盾 */
    doubts: string[];
    /** 节假日安排还没有公布的年份 */
    provisional: number[];
};
export type Gantt = {
    title: string;
    /** 日期（北京时间） */
    today: string;
    /** 日期（北京时间） */
    "from": string;
    /** 日期（北京时间） */
    to: string;
    tasks: {
        id: number;
        "number": string;
        title: string;
        section: string | null;
        lead: string[];
        /** 每个时限一条：从可以办理到时限，各种灯几项 */
        bars: {
            /** 日期（北京时间） */
            opensOn: string;
            /** 日期（北京时间） */
            dueOn: string;
            lights: {
                red?: number;
                yellow?: number;
                green?: number;
                grey?: number;
                done?: number;
            };
        }[];
        milestones: {
            /** 日期（北京时间） */
            date: string;
            text: string;
        }[];
    }[];
};
export type PlanOrderInput = {
    kind: "pause";
    reason: string;
} | {
    kind: "resume";
    reason?: string;
} | {
    kind: "end";
    reason: string;
} | {
    kind: "due";
    /** 任务编号或序号 */
    task: string;
    /** 日期（北京时间） */
    until: string;
    /** 有几期在办时，是哪一期 */
    period?: string;
    reason: string;
} | {
    kind: "event";
    task: string;
    /** 事件发生的日期 */
    on: string;
    reason?: string;
};
export type ChangeLine = {
    id: string;
    "number": string;
    title: string;
    unit: string;
    /** 空：还没有送达 */
    outcome: ("done" | "edited" | "refused") | null;
    reason: string | null;
};
export type ChangePreview = {
    words: string;
    /** 会送达哪些事项 */
    lines: ChangeLine[];
};
export type PlanChange = {
    id: number;
    kind: string;
    words: string;
    reason: string | null;
    person: string | null;
    /** 时刻（UTC） */
    at: string;
    doneAt: string | null;
    rows: number;
    /** 在办，已记入台账 */
    done: number;
    /** 未启动，已调整 */
    edited: number;
    /** 不适用 */
    refused: number;
};
export type UnitMergePreview = {
    /** 涉及哪些方案 */
    plans: {
        id: number;
        title: string;
    }[];
    /** 哪些在办事项随之改变 */
    lines: ChangeLine[];
};
export type Import = {
    id: string;
    fileName: string;
    /** 正在读取、正在找任务、等待指明本方、等待确认内部资料、已成草稿、不能导入、处理中断（没有存入任何内容；以同一编号再传同一文件，从头读起） */
    stage: "reading" | "finding" | "asking" | "internal" | "ready" | "refused" | "lost";
    /** 不能导入的原因 */
    why: string | null;
    found: {
        title: string;
        /** 文件写明的各方；空：没有写明，本方由人填写 */
        sides: string[];
        /** 多半是本方的一方 */
        likely: string | null;
        tasks: number;
        clauses: number;
    } | null;
    planId: number | null;
    /** 这份文件先前已经导入 */
    existed: boolean;
};
export type ReviewTask = {
    key: string;
    /** 附表里的序号 */
    "number": string | null;
    /** 改过几次；修改时带上，别人改过同一处的不会被覆盖 */
    revision: number;
    quote: string;
    title: string;
    section: string | null;
    line: number;
    start: number;
    end: number;
    page: number | null;
    /** 正文里对同一任务的表述 */
    alsoInBody: string | null;
    bodyStart: number | null;
    lead: string[];
    support: string[];
    actor: string | null;
    /** 建议单位 */
    candidates: {
        unit: string;
        why: string;
    }[];
    force: "firm" | "soft" | "advice";
    distribution: "joint" | "each";
    tracking: "deadline" | "return" | "record";
    verification: "auto" | "office" | "leader";
    weighty: boolean;
    deadline: {
        text: string | null;
        kind: "once" | "recurring" | "window" | "none";
        due: string[];
        /** 取自全文的总时限 */
        inherited: boolean;
        /** 没有写明，按计划期末 */
        assumed: boolean;
    };
    /** 时限怎样读、还可能怎样读 */
    card: {
        /** 读作 */
        meaning: string;
        /** 前六个日期 */
        dates: string[];
        /** 一共几个日期 */
        count: number;
        text: string;
        others: {
            /** 读作 */
            meaning: string;
            /** 前六个日期 */
            dates: string[];
            /** 一共几个日期 */
            count: number;
        }[];
    } | null;
    counts: string[];
    milestones: string[];
    evidence: string[];
    delivery: string | null;
    reporting: string | null;
    issues: {
        where: string;
        expected: string;
        found: string;
    }[];
    reviewed: boolean;
    dismissed: string | null;
    changedBy: string | null;
    changedAt: string | null;
};
export type ReviewClause = {
    /** 第几句，从 0 起 */
    at: number;
    line: number;
    text: string;
    start: number;
    end: number;
    "as": "task" | "rule" | "part" | "dismissed";
    /** 不用再看：人已看过、任务已审，或只是落款、标题 */
    settled: boolean;
    task: string | null;
    /** 不作任务的理由 */
    reason: string | null;
};
export type Review = {
    /** 看到了第几个修改；修改时带上，答复含此后的全部变化 */
    version: number;
    tasks: ReviewTask[];
    gone: string[];
    clauses: ReviewClause[];
    coverage: {
        clauses: number;
        tasks: number;
        rules: number;
        parts: number;
        dismissed: number;
        settled: number;
        beside: {
            tasks: number;
            settled: number;
        };
        percent: number;
    };
    names: {
        total: number;
        unsettled: number;
    };
    /** 本人最近的修改，可以撤销 */
    undo: {
        id: number;
        kind: string;
        /** 改了哪些任务 */
        tasks: string[];
        /** 改了哪几句 */
        clauses: number[];
    } | null;
    redo: {
        id: number;
        kind: string;
        /** 改了哪些任务 */
        tasks: string[];
        /** 改了哪几句 */
        clauses: number[];
    } | null;
    /** 十分钟内也改过的人 */
    others: {
        name: string;
        /** 时刻（UTC） */
        at: string;
    }[];
    plan: {
        id: number;
        title: string;
        documentNumber: string | null;
        fileName: string;
        home: string;
        state: "draft" | "launching" | "running" | "paused" | "ended";
        /** 日期（北京时间） */
        periodFrom: string;
        /** 日期（北京时间） */
        periodTo: string;
    };
    mayEdit: boolean;
    /** 全文；各处位置是其中的字符序号 */
    text: string;
    blocks: {
        kind: "title" | "paragraph" | "heading" | "item" | "row";
        start: number;
        end: number;
        level?: number;
        table?: number;
        cells?: {
            start: number;
            end: number;
            rows: number;
            columns: number;
        }[];
    }[];
    issues: {
        where: string;
        expected: string;
        found: string;
    }[];
    conflicts: {
        question: string;
        choices: string[];
        tasks: string[];
        says: {
            text: string;
            start: number;
            end: number;
        }[];
    }[];
};
export type ReviewPatch = {
    /** 看到了第几个修改；修改时带上，答复含此后的全部变化 */
    version: number;
    tasks: ReviewTask[];
    gone: string[];
    clauses: ReviewClause[];
    coverage: {
        clauses: number;
        tasks: number;
        rules: number;
        parts: number;
        dismissed: number;
        settled: number;
        beside: {
            tasks: number;
            settled: number;
        };
        percent: number;
    };
    names: {
        total: number;
        unsettled: number;
    };
    /** 本人最近的修改，可以撤销 */
    undo: {
        id: number;
        kind: string;
        /** 改了哪些任务 */
        tasks: string[];
        /** 改了哪几句 */
        clauses: number[];
    } | null;
    redo: {
        id: number;
        kind: string;
        /** 改了哪些任务 */
        tasks: string[];
        /** 改了哪几句 */
        clauses: number[];
    } | null;
    /** 十分钟内也改过的人 */
    others: {
        name: string;
        /** 时刻（UTC） */
        at: string;
    }[];
};
export type ReviewEditInputInput = {
    /** 看到的 version；答复含此后的全部变化 */
    seen: number;
    command: {
        kind: "change";
        task: string;
        revision: number;
        changes: {
            title?: string;
            lead?: string[];
            support?: string[];
            /** 按时限的文字（choice 选第几种读法）、按日期，或没有 */
            deadline?: {
                words: string;
                choice?: number;
            } | {
                dates: string[];
                kind: "once" | "recurring" | "window";
            } | {
                none: true;
            };
            /** 形如 不少于2次/年 */
            counts?: string[];
            /** 形如 2024-07-15 完成选址（建议） */
            milestones?: string[];
            evidence?: string[];
            force?: "firm" | "soft" | "advice";
            distribution?: "joint" | "each";
            tracking?: "deadline" | "return" | "record";
            verification?: "auto" | "office" | "leader";
            weighty?: boolean;
        };
        /** 同时标为已审 */
        review?: boolean;
    } | {
        kind: "change-many";
        tasks: {
            task: string;
            revision: number;
            changes: {
                title?: string;
                lead?: string[];
                support?: string[];
                /** 按时限的文字（choice 选第几种读法）、按日期，或没有 */
                deadline?: {
                    words: string;
                    choice?: number;
                } | {
                    dates: string[];
                    kind: "once" | "recurring" | "window";
                } | {
                    none: true;
                };
                /** 形如 不少于2次/年 */
                counts?: string[];
                /** 形如 2024-07-15 完成选址（建议） */
                milestones?: string[];
                evidence?: string[];
                force?: "firm" | "soft" | "advice";
                distribution?: "joint" | "each";
                tracking?: "deadline" | "return" | "record";
                verification?: "auto" | "office" | "leader";
                weighty?: boolean;
            };
        }[];
    } | {
        kind: "review";
        task: string;
        revision: number;
    } | {
        kind: "unreview";
        task: string;
        revision: number;
    } | {
        kind: "restore";
        task: string;
        revision: number;
    } | {
        kind: "dismiss";
        task: string;
        revision: number;
        reason: string;
    } | {
        kind: "split";
        task: string;
        revision: number;
        at: number;
    } | {
        kind: "merge";
        task: string;
        revision: number;
        others: {
            task: string;
            revision: number;
        }[];
    } | {
        kind: "make-task";
        clause: number;
    } | {
        kind: "dismiss-clause";
        clause: number;
        reason: string;
    } | {
        kind: "see-clauses";
        clauses: number[];
    };
};
export type ReadingPreview = {
    card: {
        /** 读作 */
        meaning: string;
        /** 前六个日期 */
        dates: string[];
        /** 一共几个日期 */
        count: number;
        /** 读出的文字 */
        text: string;
        /** 没有读到的文字 */
        unread: string;
        others: {
            /** 读作 */
            meaning: string;
            /** 前六个日期 */
            dates: string[];
            /** 一共几个日期 */
            count: number;
        }[];
    } | null;
    /** 读不出时，哪里不对、应当怎样写 */
    fault: string | null;
};
export type PlanDoubts = {
    title: string;
    mayEdit: boolean;
    open: number;
    /** 全文；各处位置是其中的字符序号 */
    text: string;
    doubts: {
        id: string;
        kind: string;
        question: string;
        tasks: {
            key: string;
            title: string;
            dismissed: boolean;
        }[];
        says: {
            text: string;
            start: number;
            end: number;
        }[];
        choices: {
            text: string;
            /** 选它会改什么；空：只记录 */
            changes: string[];
            /** 现在为什么不能选 */
            fault: string | null;
            /** 会定成哪一天，可以另选 */
            day: string | null;
        }[];
        open: boolean;
        /** 最近一次处理；处理时带上 */
        seen: number | null;
        decisions: {
            act: "choose" | "keep" | "reopen";
            choice: string | null;
            words: string | null;
            by: string;
            /** 时刻（UTC） */
            at: string;
            /** 改了任务 */
            changed: boolean;
            /** 所作修改后来被撤销 */
            undone: boolean;
        }[];
    }[];
};
export type DoubtOrderInput = {
    act: "choose";
    choice: number;
    /** 日期（北京时间） */
    day?: string;
    words?: string;
    seen: number | null;
} | {
    act: "keep";
    words: string;
    seen: number | null;
} | {
    act: "reopen";
    words?: string;
    /** 不撤回当时所作的修改 */
    leave?: boolean;
    seen: number | null;
};
export type DivisionAnswer = {
    id: number;
    kind: "agree" | "object" | "propose";
    /** 理由 */
    words: string | null;
    /** 建议由哪个单位 */
    unit: string | null;
    /** 建议的时限 */
    time: string | null;
    by: string;
    /** 办公室代填的：从哪里得知 */
    source: string | null;
    informant: string | null;
    /** 时刻（UTC） */
    at: string;
    outcome: ("taken" | "kept") | null;
    reply: string | null;
    repliedBy: string | null;
    repliedAt: string | null;
};
export type DivisionRow = {
    key: string;
    "number": string;
    revision: number;
    title: string;
    quote: string;
    section: string | null;
    lead: string[];
    support: string[];
    due: string;
    reviewed: boolean;
    /** 建议单位 */
    candidates: {
        unit: string;
        why: string;
    }[];
    /** 还没有对应通讯录的名称 */
    "unknown": string[];
    units: {
        unitId: number;
        name: string;
        written: string;
        role: "lead" | "support";
        standing: "agreed" | "objected" | "proposed" | "silent" | "unreachable" | "unasked";
        answer: DivisionAnswer | null;
        /** 对以前内容的答复 */
        earlier: DivisionAnswer[];
    }[];
    /** 现在已不在这一行的单位说过的 */
    past: {
        id: number;
        kind: "agree" | "object" | "propose";
        /** 理由 */
        words: string | null;
        /** 建议由哪个单位 */
        unit: string | null;
        /** 建议的时限 */
        time: string | null;
        by: string;
        /** 办公室代填的：从哪里得知 */
        source: string | null;
        informant: string | null;
        /** 时刻（UTC） */
        at: string;
        outcome: ("taken" | "kept") | null;
        reply: string | null;
        repliedBy: string | null;
        repliedAt: string | null;
        name: string;
    }[];
};
export type Division = {
    title: string;
    state: "draft" | "launching" | "running" | "paused" | "ended";
    mayEdit: boolean;
    /** 日期（北京时间） */
    today: string;
    office: string;
    rows: DivisionRow[];
    units: {
        unitId: number;
        name: string;
        /** 没有征求过的为空 */
        askedAt: string | null;
        until: string | null;
        reach: ("waiting" | "sent" | "read" | "unreachable") | null;
        rows: number;
        lead: number;
        /** 没有回复的行 */
        open: number;
        /** 上次征求以后变了什么 */
        touched: {
            added: string[];
            changed: string[];
            removed: string[];
        } | null;
    }[];
    rounds: {
        id: number;
        kind: "comments" | "settled";
        until: string | null;
        /** 时刻（UTC） */
        at: string;
        by: string;
        units: number;
        sha256: {
            docx: string;
            xlsx: string;
        };
    }[];
    /** 对方单位，不由本系统发送 */
    liaison: string[];
    /** 可以选的单位名称：通讯录里的，方案里的 */
    names: string[];
};
export type DivisionRoundOrderInput = {
    /** 全部单位、改动涉及的、还没有回复的 */
    to: "all" | "changed" | "silent";
    /** 请在哪一天前回复 */
    until: string;
};
export type ReturnedDivision = {
    key: string;
    revision: number;
    "number": string;
    title: string;
    "from": {
        lead: string[];
        support: string[];
    };
    to: {
        lead: string[];
        support: string[];
    };
    /** 采用前要看一眼的：下载以后这里也改过、看不出改没改过、会变成没有单位、文字不同 */
    doubts: ("changed" | "unmarked" | "emptied" | "words")[];
}[];
export type DivisionIssueInput = {
    /** 没有单位的任务什么时候定下来 */
    until: string | null;
};
export type DivisionAnswersInput = {
    unitId: number;
    /** 从哪里得知 */
    source: "\u7535\u8BDD" | "\u5FAE\u4FE1" | "\u7EB8\u8D28" | "OA" | "\u5F53\u9762";
    /** 谁说的 */
    informant: string;
    answers: {
        task: string;
        agree: boolean;
        words?: string;
        unit?: string;
        time?: string;
    }[];
};
export type DivisionReplyInput = {
    outcome: "taken" | "kept";
    words?: string;
};
export type PlanNames = {
    title: string;
    mayEdit: boolean;
    names: {
        /** 方案里的写法 */
        written: string;
        settled: ("exact" | "alias" | "person" | "left-out") | null;
        /** 不纳入的理由 */
        reason: string | null;
        units: string[];
        /** 几项任务里有它 */
        tasks: number;
        /** 未对应的：可能指谁；已对应的集合称谓：通讯录里现在的登记与它不同 */
        proposals: {
            units: string[];
            reason: string;
        }[];
        /** 集合称谓：通讯录里有没有登记；空：单个单位的名称 */
        collective: ("known" | "unknown") | null;
    }[];
    /** 通讯录里的单位 */
    units: string[];
};
export type NameDecisionInput = {
    written: string;
    /** 作决定时看到的；别人已改的不会被覆盖 */
    seen: {
        units: string[];
        reason: string | null;
    };
    units: string[];
} | {
    written: string;
    /** 作决定时看到的；别人已改的不会被覆盖 */
    seen: {
        units: string[];
        reason: string | null;
    };
    leaveOut: string;
};
export type LedgerRow = {
    /** 事项编号；用在地址里时须编码（encodeURIComponent） */
    id: string;
    planId: number;
    taskId: number;
    /** 序号 */
    "number": string;
    title: string;
    /** 报告期，例如 3月份 */
    reportingPeriod: string | null;
    unitId: number;
    /** 责任单位 */
    unit: string;
    dueOn: string | null;
    originalDueOn: string | null;
    /** 时限落在休息日时，之前最后一个工作日 */
    practicalDueOn: string | null;
    /** 所在年份的放假安排还没有公布 */
    provisional: boolean;
    light: "red" | "yellow" | "green" | "grey" | "done";
    lightName: string;
    state: "scheduled" | "assigned" | "acknowledged" | "completed" | "returned" | "closed" | "waived" | "cancelled";
    stateName: string;
    /** 逾期的工作日；没有逾期为 0 */
    daysLate: number;
    /** 还有几天，已过为负；没有时限、已报办结或已结束为空 */
    daysLeft: number | null;
    completedOn: string | null;
    endedOn: string | null;
    /** 申请延至哪一天，还没有答复 */
    extensionUntil: string | null;
    /** 单位退回任务，还没有答复 */
    declinedOn: string | null;
    pausedOn: string | null;
    promisedOn: string | null;
    /** 时限在等什么 */
    waiting: string | null;
    /** 需对方协调 */
    liaison: boolean;
    /** 督办开始前已到期，只列出 */
    beforeStart: boolean;
    /** 数量要求 */
    tally: {
        target: number;
        sum: number;
        unit: string | null;
    } | null;
    /** 最近一次办理 */
    lastAct: {
        /** 时刻（UTC） */
        at: string;
        kind: string;
        words: string;
        person: string | null;
        unit: string | null;
        door: string;
        /** 办公室代填的：哪个办公室、谁代填；空：不是代填 */
        enteredBy: string | null;
    } | null;
};
export type LedgerPage = {
    rows: LedgerRow[];
    page: number;
    size: number;
    /** 共几行，至多数到 10000 */
    total: number;
    /** 比 total 还多 */
    more: boolean;
    /** 日期（北京时间） */
    today: string;
};
export type Board = {
    /** 日期（北京时间） */
    today: string;
    /** 各月属于哪一年 */
    year: number;
    /** 看得到的方案自哪年至哪年 */
    years: {
        "from": number;
        to: number;
    };
    figures: {
        name: "dueSoon" | "overdue" | "toVerify" | "extensions" | "declined" | "atRisk" | "untimed";
        label: string;
        count: number;
        /** 台账里数出它的那些行：/ledger?… */
        query: string;
    }[];
    /** 按名称排列 */
    units: {
        id: number;
        name: string;
    }[];
    /** cells 里的 span 各指台账里的哪些行，另加 unit= 和 light= */
    spans: {
        span: string;
        query: string;
    }[];
    /** 各单位各月的灯 */
    cells: {
        unitId: number;
        /** YYYY-MM；earlier 该年以前到期而没有结束的；undated 没有时限而没有结束的 */
        span: string;
        light: "red" | "yellow" | "green" | "grey" | "done";
        count: number;
    }[];
};
export type Course = {
    /** 日期（北京时间） */
    today: string;
    year: number;
    /** 看得到的方案自哪年至哪年 */
    years: {
        "from": number;
        to: number;
    };
    months: {
        /** YYYY-MM */
        month: string;
        /** 按时办结 */
        onTime: number;
        /** 逾期后办结 */
        late: number;
        /** 逾期未办结 */
        overdue: number;
        /** 在办 */
        open: number;
        /** 台账里的这些行，另加 outcome= */
        query: string;
    }[];
};
export type CalendarMonth = {
    /** 日期（北京时间） */
    today: string;
    month: string;
    days: {
        /** 日期（北京时间） */
        day: string;
        /** 上班、周末、放假、调休上班 */
        kind: "work" | "weekend" | "holiday" | "make-up";
        /** 这一年的放假安排还没有公布 */
        provisional: boolean;
        total: number;
        lights: {
            red?: number;
            yellow?: number;
            green?: number;
            grey?: number;
            done?: number;
        };
        /** 先到的至多 5 项，逾期的在前 */
        rows: LedgerRow[];
    }[];
};
export type BulkPreview = {
    /** 符合条件的超过 300 项，只取前 300 项 */
    more: boolean;
    kinds: {
        kind: "acknowledge" | "promise" | "set-opening" | "enter" | "report" | "complete" | "request-extension" | "contribute" | "confirm" | "report-risk" | "ask-contribution" | "hand-on" | "decline" | "urge" | "receive" | "return" | "close" | "uphold" | "reassign" | "instruct" | "rectify" | "summon" | "take-note" | "record-telling" | "waive" | "cancel" | "reopen" | "endorse-extension" | "decide-extension" | "set-due" | "set-event" | "pause" | "resume";
        name: string;
        "as": "office" | "behalf" | "unit";
        needs: ("reason" | "until" | "on" | "amount" | "to" | "source")[];
        /** 其中几项可以这样办 */
        count: number;
    }[];
    rows: {
        id: string;
        "number": string;
        title: string;
        unit: string;
        dueOn: string | null;
        light: "red" | "yellow" | "green" | "grey" | "done";
        stateName: string;
        /** 数量要求 */
        tally: {
            target: number;
            sum: number;
            unit: string | null;
        } | null;
        /** 可以这样办（没有选办法时：有办法可办） */
        may: boolean;
        /** 为什么不能 */
        why: string | null;
        /** 代填：可以代哪些单位填；几个单位时逐项选定 */
        units: {
            id: number;
            name: string;
        }[];
    }[];
    /** kind 为 reassign：可以改交哪些单位 */
    units: {
        id: number;
        name: string;
    }[];
    /** 改交后谁会收到通知 */
    hears: {
        unit: string;
        /** 接手；否则移交 */
        takes: boolean;
        count: number;
        /** 通知发给谁；空：联系不上 */
        reader: string | null;
    }[];
};
export type ToldMessage = {
    id: number;
    channel: "mail" | "sms" | "chat";
    reader: string | null;
    /** 怎样发出、送达没有 */
    steps: {
        /** 时刻（UTC） */
        at: string;
        kind: string;
        words: string;
        /** 服务器的原话，只给办公室看 */
        server: string | null;
    }[];
};
export type Moment = {
    /** 日期（北京时间） */
    day: string;
    /** 例如 到期提醒（最后一次） */
    what: string;
    /** 依据哪条规则 */
    rule: string;
    /** 只按规则数，应在哪一天 */
    nominal: string;
    /** 为什么改到这一天 */
    reasons: string[];
    outcome: "told" | "waits" | "not-told" | "to-come";
    outcomeName: string;
    told: {
        audience: string;
        unit: string | null;
        outcome: string;
        lines: string[];
        messages: ToldMessage[];
    }[];
};
export type EvidenceFile = {
    id: string;
    name: string;
    /** 按内容认定，不看文件名 */
    mediaType: string;
    /** 类型的简称，例如 PDF、JPG、WORD */
    kind: string;
    /** 文件名的扩展名与内容不符 */
    misnamed: boolean;
    /** 在页面里怎样看：picture 用 size=thumbnail、size=screen；pdf 由页面画出来，不运行其中的脚本；video、audio 由浏览器播放原件（支持 Range），放不了的请下载 */
    view: ("picture" | "pdf" | "video" | "audio") | null;
    size: number;
};
export type LedgerEvent = {
    /** 台账里的次序；0：启动之前的变更 */
    seq: number;
    /** 时刻（UTC） */
    at: string;
    kind: string;
    words: string;
    door: string;
    person: string | null;
    /** 在单位设备上自称的姓名 */
    user: string | null;
    unit: string | null;
    /** 办公室代填的：哪个办公室、谁代填；空：不是代填 */
    enteredBy: string | null;
    text: string | null;
    files: EvidenceFile[];
};
export type Occurrence = {
    row: LedgerRow;
    clause: {
        planTitle: string;
        documentNumber: string | null;
        section: string | null;
        /** 原文 */
        quote: string;
        /** 写明时限的字 */
        words: string | null;
        /** 怎样理解 */
        meaning: string | null;
        /** 同上，逐行的话 */
        lines: string[];
    };
    parties: {
        unitId: number;
        unit: string;
        role: "answering" | "participant" | "counterpart";
        /** 方案里怎么称呼 */
        written: string;
    }[];
    /** 督办该事项的办公室 */
    office: string | null;
    /** 本人现在可以办理的 */
    offered: {
        kind: "acknowledge" | "promise" | "set-opening" | "enter" | "report" | "complete" | "request-extension" | "contribute" | "confirm" | "report-risk" | "ask-contribution" | "hand-on" | "decline" | "urge" | "receive" | "return" | "close" | "uphold" | "reassign" | "instruct" | "rectify" | "summon" | "take-note" | "record-telling" | "waive" | "cancel" | "reopen" | "endorse-extension" | "decide-extension" | "set-due" | "set-event" | "pause" | "resume";
        name: string;
        "as": "office" | "behalf" | "unit";
        needs: ("reason" | "until" | "on" | "amount" | "to" | "source")[];
        /** 代填：可以代哪些单位填；几个单位时须选定，写在 behalf.unitId */
        units: {
            id: number;
            name: string;
        }[];
    }[];
    /** 办公室在本工作日已经催办（一个工作日只一次）；只给督办该事项的办公室 */
    urged: {
        /** 时刻（UTC） */
        at: string;
        by: string | null;
    } | null;
    /** 提醒、催办和上报：已经到的和还没到的 */
    moments: Moment[];
    /** 经过，新的在后 */
    events: LedgerEvent[];
};
export type CommandInput = {
    kind: "acknowledge" | "promise" | "set-opening" | "enter" | "report" | "complete" | "request-extension" | "contribute" | "confirm" | "report-risk" | "ask-contribution" | "hand-on" | "decline" | "urge" | "receive" | "return" | "close" | "uphold" | "reassign" | "instruct" | "rectify" | "summon" | "take-note" | "record-telling" | "waive" | "cancel" | "reopen" | "endorse-extension" | "decide-extension" | "set-due" | "set-event" | "pause" | "resume";
    /** 理由或内容，记入台账 */
    text?: string;
    /** decide-extension：同意或不同意 */
    approve?: boolean;
    /** 延至、限期整改、预计完成的日期 */
    until?: string;
    /** 事件、填报数量、收件是哪一天 */
    on?: string;
    amount?: number;
    outOf?: number;
    /** 改交哪个单位；请哪个单位配合 */
    toUnitId?: number;
    /** hand-on：转交给谁 */
    colleague?: {
        name: string;
        phone?: string;
        email?: string;
    };
    /** 怎样告知的 */
    source?: "telephone" | "wechat" | "paper" | "oa" | "mail" | "sms";
    /** 代单位填报：是哪个单位（有几个时）、谁告知的 */
    behalf?: {
        unitId?: number;
        informant?: string;
    };
    /** 先上传的佐证材料 */
    fileIds?: string[];
    /** close：抽查过的 */
    sampled?: boolean;
};
export type CommandTaken = {
    /** 台账里的次序 */
    seq: number;
    state: "scheduled" | "assigned" | "acknowledged" | "completed" | "returned" | "closed" | "waived" | "cancelled";
    stateName: string;
};
export type KeptFile = {
    /** 办理时写进 fileIds */
    id: string;
    name: string;
    /** 按内容认定的类型 */
    kind: string;
    misnamed: boolean;
    size: number;
};
export type ApiToken = {
    id: number;
    name: string;
    /** 以哪个账号的身份 */
    login: string;
    person: string;
    scopes: ("plans:read" | "ledger:read" | "files:read" | "commands:write")[];
    /** 时刻（UTC） */
    createdAt: string;
    /** 时刻（UTC） */
    expiresAt: string;
    usedAt: string | null;
};
export type Webhook = {
    id: number;
    /** 给哪个系统 */
    name: string;
    url: string;
    /** 推送哪些办理；空为全部 */
    kinds: ("acknowledge" | "decline" | "uphold" | "report" | "report-risk" | "enter" | "set-opening" | "promise" | "contribute" | "ask-contribution" | "hand-on" | "complete" | "confirm" | "receive" | "return" | "close" | "waive" | "cancel" | "reopen" | "request-extension" | "endorse-extension" | "decide-extension" | "set-due" | "set-event" | "reassign" | "urge" | "instruct" | "rectify" | "summon" | "take-note" | "record-telling" | "pause" | "resume" | "amend" | "assign" | "moment")[];
    /** 只推送这个方案；空为全部 */
    planId: number | null;
    /** 谁设的 */
    person: string;
    /** 时刻（UTC） */
    createdAt: string;
    /** 对方上次接收 */
    takenAt: string | null;
    /** 对方从何时起没有接收 */
    failingSince: string | null;
    disabledAt: string | null;
    /** 自动停用的原因 */
    why: string | null;
    /** 待推送 */
    waiting: number;
    /** 对方拒收，已放弃 */
    failed: number;
};
export type WebhookDelivery = {
    /** webhook-id，重发时不变 */
    id: string;
    occurrenceId: string;
    seq: number;
    /** 台账里的一种办理，例如 complete 报办结 */
    kind: "acknowledge" | "decline" | "uphold" | "report" | "report-risk" | "enter" | "set-opening" | "promise" | "contribute" | "ask-contribution" | "hand-on" | "complete" | "confirm" | "receive" | "return" | "close" | "waive" | "cancel" | "reopen" | "request-extension" | "endorse-extension" | "decide-extension" | "set-due" | "set-event" | "reassign" | "urge" | "instruct" | "rectify" | "summon" | "take-note" | "record-telling" | "pause" | "resume" | "amend" | "assign" | "moment";
    state: "open" | "taken" | "failed";
    refusals: number;
    doneAt: string | null;
    /** 对方的答复 */
    status: number | null;
    words: string | null;
};
export type BookUnit = {
    id: number;
    name: string;
    kind: "unit" | "role" | "group" | "village" | "leading-body" | "outside";
    kindName: string;
    /** 属于方案的哪一方 */
    side: string | null;
    aliases: string[];
    /** 通过谁办理 */
    answersThrough: string | null;
    /** 办公电话 */
    phone: string | null;
    /** 公用邮箱 */
    mailbox: string | null;
    /** 通知送到哪个单位 */
    reachedAt: string | null;
    /** 对方的单位，只由其办公室发函联系 */
    liaison: boolean;
    /** 联系不上的原因 */
    unreachable: string | null;
    /** 怎么办 */
    hint: string | null;
    /** 最后一位联系人 */
    departed: {
        name: string;
        /** 日期（北京时间） */
        to: string;
    } | null;
    posts: {
        postId: number;
        role: "contact" | "handler" | "leader" | "supervising-leader" | "office" | "coordinator" | "verifier";
        roleName: string;
        personId: number;
        name: string;
        room: string | null;
        phone: string | null;
        email: string | null;
        /** 邮箱收不到邮件的原因 */
        emailFault: string | null;
        /** 号码收不到短信的原因 */
        phoneFault: string | null;
        /** 日期（北京时间） */
        "from": string;
        /** 请假到哪一天 */
        awayTo: string | null;
    }[];
};
export type Book = {
    /** 能不能修改 */
    keeps: boolean;
    /** 可选的所属方 */
    sides: string[];
    /** 联系不上的在前 */
    units: BookUnit[];
};
export type BookUnitDetails = {
    id: number;
    name: string;
    kind: "unit" | "role" | "group" | "village" | "leading-body" | "outside";
    kindName: string;
    /** 属于方案的哪一方 */
    side: string | null;
    aliases: string[];
    /** 通过谁办理 */
    answersThrough: string | null;
    /** 办公电话 */
    phone: string | null;
    /** 公用邮箱 */
    mailbox: string | null;
    /** 通知送到哪个单位 */
    reachedAt: string | null;
    /** 对方的单位，只由其办公室发函联系 */
    liaison: boolean;
    /** 联系不上的原因 */
    unreachable: string | null;
    /** 怎么办 */
    hint: string | null;
    /** 最后一位联系人 */
    departed: {
        name: string;
        /** 日期（北京时间） */
        to: string;
    } | null;
    posts: {
        postId: number;
        role: "contact" | "handler" | "leader" | "supervising-leader" | "office" | "coordinator" | "verifier";
        roleName: string;
        personId: number;
        name: string;
        room: string | null;
        phone: string | null;
        email: string | null;
        /** 邮箱收不到邮件的原因 */
        emailFault: string | null;
        /** 号码收不到短信的原因 */
        phoneFault: string | null;
        /** 日期（北京时间） */
        "from": string;
        /** 请假到哪一天 */
        awayTo: string | null;
    }[];
    keeps: boolean;
    /** 可以安排哪些岗位 */
    rolesToFill: ("contact" | "handler" | "leader" | "supervising-leader" | "office" | "coordinator" | "verifier")[];
    past: {
        role: "contact" | "handler" | "leader" | "supervising-leader" | "office" | "coordinator" | "verifier";
        roleName: string;
        name: string;
        /** 日期（北京时间） */
        "from": string;
        /** 日期（北京时间） */
        to: string;
    }[];
    /** 通过它办理的单位 */
    members: {
        id: number;
        name: string;
    }[];
    /** 换人时交给继任者的清单 */
    handover: {
        title: string;
        items: string[];
    }[];
};
export type BookEdited = {
    /** 单位或人员的编号 */
    id: number;
    changes: {
        kind: "unit-added" | "unit-changed" | "opened" | "ended" | "mended" | "handed-over";
        unit: string;
        says: string;
    }[];
    /** 涉及几个在办事项 */
    reached: number;
    /** 已全部记入；否则系统会接着记 */
    brought: boolean;
};
export type Reader = {
    id: number;
    name: string;
    room: string | null;
    phone: string | null;
    phoneFault: string | null;
    email: string | null;
    emailFault: string | null;
    prefers: "mail" | "sms";
    /** 免打扰从几点，例如 12:00 */
    quietFrom: string | null;
    quietTo: string | null;
    smsReady: boolean;
};
export type PersonChoice = {
    id: number;
    name: string;
    at: string;
    reachable: boolean;
};
export type BookImport = {
    applied: boolean;
    /** 确认导入时原样带回 */
    digest: string | null;
    /** 有误的单元格；有一处就不能导入 */
    cells: {
        sheet: string;
        row: number;
        column: string;
        found: string;
        expected: string;
    }[];
    /** 不在某一格的错误 */
    faults: string[];
    warnings: string[];
    changes: {
        kind: "unit-added" | "unit-changed" | "opened" | "ended" | "mended" | "handed-over";
        unit: string;
        says: string;
    }[];
    /** 没有变化的单位数 */
    kept: number;
    reached: number;
    brought: boolean;
    matched: {
        planId: number;
        title: string;
        names: string[];
    }[];
};
export type Leave = {
    id: number;
    personId: number;
    person: string;
    units: string[];
    /** 日期（北京时间） */
    "from": string;
    /** 日期（北京时间） */
    to: string;
    /** 代理人；空为同岗位的其他人 */
    substitute: string | null;
};
export type Device = {
    id: number;
    unit: string;
    /** 谁的链接 */
    person: string;
    /** 使用人自报 */
    name: string | null;
    room: string | null;
    phone: string | null;
    confirmed: boolean;
    /** 时刻（UTC） */
    seenAt: string;
};
export type Collectives = {
    /** 能不能登记 */
    keeps: boolean;
    collectives: {
        id: number;
        name: string;
        /** 哪一方的；空：不分哪一方 */
        side: string | null;
        /** 其他写法 */
        aliases: string[];
        units: string[];
        /** 能不能修改 */
        keeps: boolean;
    }[];
};
export type ProposedMembers = {
    units: string[];
    reason: string | null;
};
export type Policy = {
    moment: {
        hour: number;
        minute: number;
    };
    remind: {
        monthly: number[];
        quarterly: number[];
        long: number[];
    };
    milestoneDays: number;
    ladder: {
        afterDays: number;
        to: "answering" | "leader" | "supervising-leader" | "circular";
    }[];
    repeatDays: number;
    verifyDays: number[];
    officeDelayDays: number;
    declineDays: number[];
    paperDays: number;
    extension: "office" | "two-level";
    release: "automatic" | "required";
    upward: "all" | "weighty";
    samplePercent: number;
    rectifyDays: number;
    opensDays: {
        monthly: number;
        other: number;
    };
    toldWaits: number;
    acknowledge: {
        chase: number;
        callList: number;
    };
    mailsPerMonth: number;
    smsPerMonth: number;
    spreadMinutes: number;
    bringForwardDays: number;
    urgentInQuiet: boolean;
    listItems: number;
};
export type Rules = {
    policy: Policy;
    /** 在这里设置的项目 */
    keys: string[];
    mayEdit: boolean;
    title: string;
};
export type PolicySaved = {
    reached: number;
    brought: boolean;
    changed: string[];
};
export type PolicyPreview = {
    faults: {
        at: string;
        says: string;
    }[];
    sample: {
        /** 日期（北京时间） */
        dueOn: string;
        practicalOn: string | null;
        provisional: boolean;
        moments: {
            /** 日期（北京时间） */
            day: string;
            weekday: string;
            time: string;
            words: string;
            late: boolean;
            why: string;
        }[];
    } | null;
};
export type Shifts = {
    /** 涉及几个在办事项 */
    reached: number;
    /** 逐项推算了几个；其余同样重排 */
    looked: number;
    shifts: {
        id: string;
        "number": string;
        title: string;
        unit: string;
        dueOn: string | null;
        /** 下班前报送的那一天，变化前后 */
        practical: {
            /** 日期（北京时间） */
            before: string;
            /** 日期（北京时间） */
            after: string;
        } | null;
        /** 不再提醒、催办的日子 */
        gone: string[];
        /** 新的日子 */
        come: string[];
    }[];
};
export type CalendarYear = {
    year: number;
    /** 自带、录入、待公布 */
    state: "shipped" | "entered" | "provisional";
    source: string;
    rest: string[];
    /** 调休上班 */
    work: string[];
};
export type CalendarRead = {
    rest: string[];
    work: string[];
};
export type Channel = {
    channel: "mail" | "sms" | "chat";
    name: string;
    state: "healthy" | "failing" | "paused" | "off";
    setup: string[];
    /** 还差什么设置 */
    lacks: string[];
    variables: string;
    pace: string;
    lastSent: string | null;
    /** 最近一次失败 */
    fault: {
        /** 时刻（UTC） */
        at: string;
        words: string;
    } | null;
    pausedUntil: string | null;
    /** 到时候了还没有发出的 */
    waiting: number;
    waitingSince: string | null;
    /** 试发会发到本人的这个地址 */
    own: string | null;
};
export type ChannelTest = {
    /** 消息编号；工作群的当场就有结果 */
    id: number | null;
    state: string;
    stateName: string;
    tried: boolean;
    /** 服务器最近的答复 */
    words: string;
};
export type ChatGroup = {
    id: number;
    name: string;
    system: "wecom" | "dingtalk" | "feishu";
    planId: number | null;
    units: string[];
    state: "works" | "untried" | "stopped";
    words: string;
};
export type Account = {
    id: number;
    personId: number;
    person: string;
    login: string;
    admin: boolean;
    state: "ready" | "no-password" | "locked" | "disabled";
    lockedUntil: string | null;
    lastSeenAt: string | null;
    roles: ("coordinator" | "supervisor" | "verifier" | "unit" | "admin")[];
    /** 由哪些岗位得出 */
    posts: {
        unit: string;
        role: string;
        roleName: string;
    }[];
};
export type LoginLink = {
    /** 只在这一次答复里；请只交给本人 */
    link: string;
    /** 时刻（UTC） */
    expiresAt: string;
};
export type AccessEntry = {
    id: number;
    /** 时刻（UTC） */
    at: string;
    login: string | null;
    outcome: string;
    outcomeName: string;
    /** 岗位变动：哪个单位的哪个岗位 */
    detail: string;
    /** 网络地址 */
    address: string;
    /** 谁办的；空：本人，或在命令行办的 */
    by: string | null;
};
export type WeeklyList = {
    id: number;
    leader: string;
    /** 上报那一周的星期一 */
    week: string;
    /** 日期（北京时间） */
    preparedOn: string;
    /** 日期（北京时间） */
    leavesOn: string;
    /** 上报的时刻；空：还在协调员手里 */
    leftAt: string | null;
    /** 按规则须协调员放行，还没有放行 */
    waits: boolean;
    matters: number;
    /** 暂缓上报的项数 */
    held: number;
};
export type ActLine = {
    seq: number;
    /** 时刻（UTC） */
    at: string;
    kind: string;
    words: string;
    text: string | null;
    person: string | null;
    unit: string | null;
    door: string;
    /** 办公室代填的：哪个办公室、谁代填；空：不是代填 */
    enteredBy: string | null;
};
export type WeeklyMatter = {
    row: LedgerRow;
    planTitle: string;
    /** 暂缓上报的理由 */
    held: string | null;
    /** 办公室说明 */
    remark: string | null;
    /** 建议 */
    proposal: string;
    /** 单位已知晓的凭据；空：没有 */
    proof: string | null;
    /** 何时、以何方式告知了谁 */
    told: {
        /** 时刻（UTC） */
        at: string;
        kind: string;
        channel: "mail" | "sms" | "chat";
        reader: string | null;
        /** 回执；空：只知道对方服务器收下了 */
        heard: ("delivered" | "undelivered" | "bounced" | "opened" | "answered") | null;
    }[];
    /** 办公室、领导办了什么，新的在前 */
    office: ActLine[];
    /** 单位说了什么，新的在前 */
    unit: ActLine[];
    offered: {
        kind: "acknowledge" | "promise" | "set-opening" | "enter" | "report" | "complete" | "request-extension" | "contribute" | "confirm" | "report-risk" | "ask-contribution" | "hand-on" | "decline" | "urge" | "receive" | "return" | "close" | "uphold" | "reassign" | "instruct" | "rectify" | "summon" | "take-note" | "record-telling" | "waive" | "cancel" | "reopen" | "endorse-extension" | "decide-extension" | "set-due" | "set-event" | "pause" | "resume";
        name: string;
        "as": "office" | "behalf" | "unit";
        needs: ("reason" | "until" | "on" | "amount" | "to" | "source")[];
        /** 代填：可以代哪些单位填；几个单位时须选定，写在 behalf.unitId */
        units: {
            id: number;
            name: string;
        }[];
    }[];
};
export type WeeklyWhole = {
    line: WeeklyList;
    /** 还没有上报，本人是协调员：可以说明、暂缓、放行 */
    mayDecide: boolean;
    matters: WeeklyMatter[];
};
export type Caller = {
    unitId: number;
    /** 打给哪个单位：村、岗位等由代为办理的单位接听 */
    unit: string;
    /** 党委办、组织部等领导机关：宜当面沟通 */
    inPerson: boolean;
    /** 办公电话 */
    phone: string | null;
    people: {
        name: string;
        roleName: string;
        room: string | null;
        phone: string | null;
        /** 这个号码收不到短信的原因 */
        fault: string | null;
    }[];
    reasons: {
        reason: "overdue" | "unreached" | "unacknowledged" | "silent";
        name: string;
        count: number;
    }[];
    matters: {
        row: LedgerRow;
        reasons: {
            reason: "overdue" | "unreached" | "unacknowledged" | "silent";
            name: string;
        }[];
    }[];
    calls: {
        /** 时刻（UTC） */
        at: string;
        outcome: "told" | "promised" | "no-answer" | "wrong-number" | "changed";
        name: string;
        words: string | null;
        person: string;
    }[];
    /** 到这时再打；空：现在 */
    nextAt: string | null;
};
export type CallInput = {
    unitId: number;
    outcome: "told" | "promised" | "no-answer" | "wrong-number" | "changed";
    /** 说的是哪些事项 */
    ids: string[];
    /** 谁接听、说了什么 */
    words?: string;
    /** promised：答应哪天报送 */
    until?: string;
};
export type CallMade = {
    /** 什么时候再打 */
    nextAt: string;
    /** 记入台账、作为告知凭据的事项数 */
    told: number;
    refused: {
        id: string;
        detail: string;
    }[];
};
export type Decision = {
    id: string;
    /** 本人现在可以办理的 */
    offered: {
        kind: "acknowledge" | "promise" | "set-opening" | "enter" | "report" | "complete" | "request-extension" | "contribute" | "confirm" | "report-risk" | "ask-contribution" | "hand-on" | "decline" | "urge" | "receive" | "return" | "close" | "uphold" | "reassign" | "instruct" | "rectify" | "summon" | "take-note" | "record-telling" | "waive" | "cancel" | "reopen" | "endorse-extension" | "decide-extension" | "set-due" | "set-event" | "pause" | "resume";
        name: string;
        "as": "office" | "behalf" | "unit";
        needs: ("reason" | "until" | "on" | "amount" | "to" | "source")[];
        /** 代填：可以代哪些单位填；几个单位时须选定，写在 behalf.unitId */
        units: {
            id: number;
            name: string;
        }[];
    }[];
    /** 佐证材料，先到的在前 */
    files: EvidenceFile[];
    /** 单位最近一次说的；只给督办该事项的办公室 */
    said: ActLine | null;
};
export type Claim = {
    id: string;
    "number": string;
    title: string;
    unit: string;
    dueOn: string | null;
    /** 日期（北京时间） */
    completedOn: string;
    /** 已等几个工作日 */
    waits: number;
    /** 等得太久，属办公室延误，不算单位的 */
    officeDelay: boolean;
    /** 完成情况：数量和单位的话 */
    done: string;
    /** 还没有收到的纸质件，收齐才能销号 */
    papersDue: number;
    /** 抽查：须逐项看过；同一天抽到的不变，由不得经办人 */
    sampled: boolean;
    /** 须领导销号 */
    forLeader: boolean;
    mayClose: boolean;
    files: EvidenceFile[];
};
export type ClosingInput = {
    ids: string[];
    /** 抽查中已看过的 */
    checked: string[];
    /** 签批的销号清单，先上传 */
    signed?: string;
};
export type LetterText = {
    title: string;
    /** 文号，可留空待填 */
    "number": string;
    addressee: string;
    paragraphs: string[];
    sections: {
        heading: string;
        items: {
            head: string;
            text: string;
        }[];
    }[];
    closing: string[];
    signature: string;
    date: string;
};
export type LiaisonSide = {
    planId: number;
    planTitle: string;
    sideId: number;
    side: string;
    month: string;
    matters: {
        id: string;
        "number": string | null;
        title: string;
        unit: string;
        dueOn: string | null;
        /** act 请对方协调；confirm 请对方确认 */
        asks: "act" | "confirm";
        count: {
            sum: number;
            unit: string;
        } | null;
        /** 以前的函里已经商请过 */
        again: boolean;
    }[];
    /** 本月的函 */
    letter: {
        month: string;
        /** 时刻（UTC） */
        madeAt: string;
        matters: number;
        /** 发出的日期；空：还没有发出 */
        sentOn: string | null;
        "number": string | null;
        /** 空：较早生成，只有文件 */
        text: LetterText | null;
    } | null;
    past: {
        month: string;
        /** 时刻（UTC） */
        madeAt: string;
        matters: number;
        /** 发出的日期；空：还没有发出 */
        sentOn: string | null;
        "number": string | null;
    }[];
    /** 最近一函里的事项，答复了没有 */
    answers: {
        id: string;
        "number": string;
        title: string;
        unit: string;
        stateName: string;
        /** 最近一次代填的答复；空：还没有 */
        act: ActLine | null;
    }[];
};
export type LetterTextInput = {
    title: string;
    /** 文号，可留空待填 */
    "number": string;
    addressee: string;
    paragraphs: string[];
    sections: {
        heading: string;
        items: {
            head: string;
            text: string;
        }[];
    }[];
    closing: string[];
    signature: string;
    date: string;
};
export type LetterSentInput = {
    /** 日期（北京时间） */
    on: string;
    "number"?: string;
};
export type CircularCandidate = {
    id: string;
    "number": string;
    title: string;
    unit: string;
    dueOn: string | null;
    /** 按规则列入的日期 */
    since: string;
    newDate: string | null;
    /** 约谈过几次 */
    summons: number;
};
export type Circular = {
    id: number;
    state: "draft" | "submitted" | "reviewed" | "signed" | "issued" | "dropped";
    stateName: string;
    /** 其中的数字截至这一刻 */
    frozenAt: string;
    text: LetterText;
    revision: number;
    checkUntil: string | null;
    "number": string | null;
    issuedOn: string | null;
    steps: {
        seq: number;
        kind: "draft" | "edit" | "ask" | "answer" | "submit" | "return" | "review" | "sign" | "issue" | "drop";
        name: string;
        /** 时刻（UTC） */
        at: string;
        person: string;
        words: string | null;
    }[];
    checks: {
        unitId: number;
        unit: string;
        askedAt: string | null;
        answer: ("agrees" | "corrects") | null;
        words: string | null;
    }[];
    /** 本人现在可以办的 */
    may: ("draft" | "edit" | "ask" | "answer" | "submit" | "return" | "review" | "sign" | "issue" | "drop")[];
};
export type CircularNamedInput = {
    ids: string[];
};
export type CircularActInput = {
    kind: "edit";
    text: LetterTextInput;
    revision: number;
} | {
    kind: "ask";
} | {
    kind: "answer";
    unitId: number;
    answer: "agrees" | "corrects";
    source: "telephone" | "wechat" | "paper" | "oa" | "mail" | "sms";
    words?: string;
} | {
    kind: "submit";
    words?: string;
} | {
    kind: "return";
    words?: string;
} | {
    kind: "review";
    words?: string;
} | {
    kind: "sign";
    words?: string;
} | {
    kind: "issue";
    "number": string;
    /** 日期（北京时间） */
    on: string;
} | {
    kind: "drop";
    words?: string;
};
export type ComparedUnit = {
    unitId: number;
    unit: string;
    /** 按时办结 */
    onTime: number;
    /** 办结但已逾期 */
    late: number;
    /** 逾期未办结 */
    overdue: number;
    /** 在办 */
    open: number;
    /** 同意过几次延期 */
    extensions: number;
    /** 按时率；到期不足 5 项的不计 */
    rate: number | null;
};
/**
 * 密码以外还能怎样登录
 */
export function listLoginWays(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** 统一身份认证：从 /login/oidc 进；null 为没有设置 */
            identity: {
                label: string;
            } | null;
        };
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/login-ways", {
        ...opts
    }));
}
/**
 * 登录；浏览器得到 Cookie
 */
export function logIn({ body }: {
    body: {
        /** 登录名，不分大小写 */
        login: string;
        password: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: {
            /** 须先设置自己的密码 */
            mustChange: boolean;
        };
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/session", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 退出登录；没有登录时也是成功
 */
export function logOut(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/session", {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * 用一次性登录链接登录；链接用过即失效
 */
export function enterByLink({ token }: {
    token: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: {
            /** 须先设置自己的密码 */
            mustChange: boolean;
        };
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/login-links/${encodeURIComponent(token)}`, {
        ...opts,
        method: "POST"
    }));
}
/**
 * 本人：姓名、岗位、有哪几种工作台
 */
export function getMe(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Me;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/me", {
        ...opts
    }));
}
/**
 * 设置或更改密码；其他地方的登录随之退出
 */
export function setPassword({ body }: {
    body: {
        /** 原密码；由登录链接进来的不用填 */
        old?: string;
        /** 新密码，至少 10 个字符 */
        "new": string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/me/password", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 本人现在登录着的浏览器
 */
export function listSessions(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Session[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/me/sessions", {
        ...opts
    }));
}
/**
 * 让一个浏览器退出登录
 */
export function endSession({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/me/sessions/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * 本人看得到的方案，新的在前
 */
export function listPlans(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Plan[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/plans", {
        ...opts
    }));
}
/**
 * 一个方案
 */
export function getPlan({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: PlanDetails;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * 方案的任务，本人看得到的事项各种灯有几项；启动前还要办什么
 */
export function listPlanTasks({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: PlanTasks;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/tasks`, {
        ...opts
    }));
}
/**
 * 启动前可以选什么；限牵头办公室的协调员
 */
export function getLaunch({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: LaunchForm;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/launch`, {
        ...opts
    }));
}
/**
 * 启动方案，或让中断的启动接着做；再提交一次不会重复
 */
export function launchPlan({ id, body }: {
    id: number;
    body: {
        /** 印发日期，文件没有写明时必填 */
        issued?: string;
        /** 督办开始日期 */
        superviseFrom?: string;
        /** 由哪个单位的协调员负责 */
        officeId?: number;
        /** 逐年执行 */
        openEnded?: boolean;
        /** 执行到哪一天为止 */
        until?: string;
        /** 未经审核的任务也启动 */
        unreviewed?: boolean;
        /** 责任单位没有联系人也启动 */
        withoutContact?: boolean;
        /** 由督办系统增设每季度一次的进展报表 */
        quarterlyReturn?: boolean;
        /** 消息里的链接 */
        links?: "open" | "internal" | "none";
        /** 预演显示有联系人每月超过封数，也启动 */
        overBudget?: boolean;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 202;
        data: LaunchProgress;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/launch`, oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 启动进行到哪里
 */
export function getLaunchProgress({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: LaunchProgress;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/launch/progress`, {
        ...opts
    }));
}
/**
 * 预演：按这些选择启动，谁在什么时候收到什么；不写入，不发送
 */
export function rehearseLaunch({ id, body }: {
    id: number;
    body: {
        /** 印发日期，文件没有写明时必填 */
        issued?: string;
        /** 督办开始日期 */
        superviseFrom?: string;
        /** 由哪个单位的协调员负责 */
        officeId?: number;
        /** 逐年执行 */
        openEnded?: boolean;
        /** 执行到哪一天为止 */
        until?: string;
        /** 未经审核的任务也启动 */
        unreviewed?: boolean;
        /** 责任单位没有联系人也启动 */
        withoutContact?: boolean;
        /** 由督办系统增设每季度一次的进展报表 */
        quarterlyReturn?: boolean;
        /** 消息里的链接 */
        links?: "open" | "internal" | "none";
        /** 假定各单位都不回应，或都按时 */
        units?: "silent" | "punctual";
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: LaunchRehearsal;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/rehearsal`, oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 进度图：方案各项任务的时限和节点，只含本人看得到的
 */
export function getGantt({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Gantt;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/gantt`, {
        ...opts
    }));
}
/**
 * 这样调整会送达哪些事项；不写入
 */
export function previewChange({ id, planOrderInput }: {
    id: number;
    planOrderInput: PlanOrderInput;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ChangePreview;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/changes/preview`, oazapfts.json({
        ...opts,
        method: "POST",
        body: planOrderInput
    })));
}
/**
 * 暂停、恢复、提前结束方案，调整一项任务的时限，填报事件日期
 */
export function orderChange({ id, idempotencyKey, planOrderInput }: {
    id: number;
    idempotencyKey: string;
    planOrderInput: PlanOrderInput;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 202;
        data: PlanChange;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/changes`, oazapfts.json({
        ...opts,
        method: "POST",
        body: planOrderInput,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * 方案的变更，新的在前
 */
export function listChanges({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: PlanChange[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/changes`, {
        ...opts
    }));
}
/**
 * 一项任务在办的各期；调整时限时选其中一期
 */
export function listOpenPeriods({ task, id }: {
    task: string;
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            period: string;
            name: string;
        }[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/periods${QS.query(QS.explode({
        task
    }))}`, {
        ...opts
    }));
}
/**
 * 一次变更送达了多少，逐项结果
 */
export function getChange({ id, change }: {
    id: number;
    change: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            id: number;
            kind: string;
            words: string;
            reason: string | null;
            person: string | null;
            /** 时刻（UTC） */
            at: string;
            doneAt: string | null;
            rows: number;
            /** 在办，已记入台账 */
            done: number;
            /** 未启动，已调整 */
            edited: number;
            /** 不适用 */
            refused: number;
            lines: ChangeLine[];
        };
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/changes/${encodeURIComponent(change)}`, {
        ...opts
    }));
}
/**
 * 两个单位合并会涉及哪些方案和在办事项；不写入
 */
export function previewUnitMerge({ body }: {
    body: {
        /** 被并入的单位 */
        unitId: number;
        /** 并入后的单位 */
        intoId: number;
        reason: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: UnitMergePreview;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/unit-merges/preview", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 单位合并：在办事项、岗位、名称对应转到新单位；已办结的和台账保留旧单位
 */
export function mergeUnits({ idempotencyKey, body }: {
    idempotencyKey: string;
    body: {
        /** 被并入的单位 */
        unitId: number;
        /** 并入后的单位 */
        intoId: number;
        reason: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 202;
        data: PlanChange;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/unit-merges", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * 导入方案文件（multipart，字段 id、officeId、internal 在前，file 在后，请求头 x-duban: 1）；读取在后台进行
 */
export function importDocument({ body }: {
    body: {
        id: string;
        officeId?: string;
        internal?: "true";
        file: Blob;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 202;
        data: Import;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/imports", oazapfts.multipart({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 导入到了哪一步
 */
export function getImport({ id }: {
    id: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Import;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/imports/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * 指明哪一方是本方，存为草稿
 */
export function chooseHome({ id, body }: {
    id: string;
    body: {
        home: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Import;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/imports/${encodeURIComponent(id)}/home`, oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 审核：原文、任务、每句话的去向、疑点
 */
export function getReview({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Review;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/review`, {
        ...opts
    }));
}
/**
 * 审核：某个 version 以后的变化
 */
export function getReviewSince({ id, version }: {
    id: number;
    version: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ReviewPatch;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/review/since/${encodeURIComponent(version)}`, {
        ...opts
    }));
}
/**
 * 改正、确认、不作任务、拆分、合并、由句子生成任务；同一 Idempotency-Key 只办一次
 */
export function editReview({ id, idempotencyKey, reviewEditInputInput }: {
    id: number;
    idempotencyKey?: string;
    reviewEditInputInput: ReviewEditInputInput;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ReviewPatch;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/review/edits`, oazapfts.json({
        ...opts,
        method: "POST",
        body: reviewEditInputInput,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * 撤销本人的一个修改，或重做
 */
export function turnReviewEdit({ id, edit, turn, body }: {
    id: number;
    edit: number;
    turn: "undo" | "redo";
    body: {
        /** 看到的 version；答复含此后的全部变化 */
        seen: number;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ReviewPatch;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/review/edits/${encodeURIComponent(edit)}/${encodeURIComponent(turn)}`, oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 时限的文字怎样读：读法、其他读法、方案期间的前六个日期
 */
export function readDeadline({ id, body }: {
    id: number;
    body: {
        words: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ReadingPreview;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/review/reading`, oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 谁在什么时候改过一项任务的什么
 */
export function listTaskEdits({ id, task }: {
    id: number;
    task: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            id: number;
            /** 时刻（UTC） */
            at: string;
            by: string;
            kind: string;
            fields: string[];
            undone: boolean;
        }[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/review/tasks/${encodeURIComponent(task)}/edits`, {
        ...opts
    }));
}
/**
 * 冲突与疑点：没有确定的在前，附两处原文、选项、选了会改什么
 */
export function listDoubts({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: PlanDoubts;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/doubts`, {
        ...opts
    }));
}
/**
 * 确定一处疑点（按选项修改任务）、说明理由保持原样，或重新打开
 */
export function decideDoubt({ id, doubt, doubtOrderInput }: {
    id: number;
    doubt: string;
    doubtOrderInput: DoubtOrderInput;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: PlanDoubts;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/doubts/${encodeURIComponent(doubt)}`, oazapfts.json({
        ...opts,
        method: "POST",
        body: doubtOrderInput
    })));
}
/**
 * 任务分解：各项任务的责任单位、各单位的意见、发出和印发的表
 */
export function getDivision({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Division;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/division`, {
        ...opts
    }));
}
/**
 * 现在的任务分解表（征求意见稿），Word 或 Excel
 */
export function getDivisionTable({ format, by, id }: {
    format: "docx" | "xlsx";
    by?: "task" | "unit";
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: any;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/division/table${QS.query(QS.explode({
        format,
        by
    }))}`, {
        ...opts
    }));
}
/**
 * 发出或印发过的任务分解表，原样取出
 */
export function getDivisionFile({ format, id, round }: {
    format: "docx" | "xlsx";
    id: number;
    round: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: any;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/division/rounds/${encodeURIComponent(round)}/file${QS.query(QS.explode({
        format
    }))}`, {
        ...opts
    }));
}
/**
 * 向各单位征求意见，每个单位只发涉及它的行；同一 Idempotency-Key 只发一次
 */
export function sendDivision({ id, idempotencyKey, divisionRoundOrderInput }: {
    id: number;
    idempotencyKey?: string;
    divisionRoundOrderInput: DivisionRoundOrderInput;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Division;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/division/rounds`, oazapfts.json({
        ...opts,
        method: "POST",
        body: divisionRoundOrderInput,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * 读填好的任务分解表（xlsx、csv、docx；multipart，请求头 x-duban: 1）：哪些任务的单位与现在不同；不写入
 */
export function readReturnedDivision({ id, body }: {
    id: number;
    body: {
        files: Blob[];
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ReturnedDivision;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/division/returned`, oazapfts.multipart({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 印发定稿的任务分解表，留存文件和日期；还有任务没有单位的，写明什么时候定下来
 */
export function issueDivision({ id, idempotencyKey, divisionIssueInput }: {
    id: number;
    idempotencyKey?: string;
    divisionIssueInput: DivisionIssueInput;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Division;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/division/settled`, oazapfts.json({
        ...opts,
        method: "POST",
        body: divisionIssueInput,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * 代单位填写意见（电话、微信、纸质等），写明来源和告知人
 */
export function answerDivision({ id, idempotencyKey, divisionAnswersInput }: {
    id: number;
    idempotencyKey?: string;
    divisionAnswersInput: DivisionAnswersInput;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Division;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/division/answers`, oazapfts.json({
        ...opts,
        method: "POST",
        body: divisionAnswersInput,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * 采纳单位的建议（改任务，可在审核里撤销），或者答复不采纳
 */
export function replyToDivisionAnswer({ id, answer, divisionReplyInput }: {
    id: number;
    answer: number;
    divisionReplyInput: DivisionReplyInput;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Division;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/division/answers/${encodeURIComponent(answer)}/reply`, oazapfts.json({
        ...opts,
        method: "POST",
        body: divisionReplyInput
    })));
}
/**
 * 方案里的单位名称，没有对应的在前，附建议
 */
export function listNames({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: PlanNames;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/names`, {
        ...opts
    }));
}
/**
 * 确定一个名称指哪些单位（空：改为未对应），或不纳入
 */
export function decideName({ id, nameDecisionInput }: {
    id: number;
    nameDecisionInput: NameDecisionInput;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: PlanNames;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/names`, oazapfts.json({
        ...opts,
        method: "POST",
        body: nameDecisionInput
    })));
}
/**
 * 台账，按页；只含本人看得到的
 */
export function listLedger({ plan, unit, task, state, light, dueFrom, dueTo, undated, mark, outcome, text, period, sort, page, size }: {
    plan?: number;
    unit?: number;
    task?: number;
    state?: ("scheduled" | "assigned" | "acknowledged" | "completed" | "returned" | "closed" | "waived" | "cancelled")[];
    light?: ("red" | "yellow" | "green" | "grey" | "done")[];
    dueFrom?: string;
    dueTo?: string;
    undated?: "true" | "false";
    mark?: "extension" | "declined" | "paused" | "risk" | "waiting";
    outcome?: "onTime" | "late" | "overdue" | "open";
    text?: string;
    period?: string;
    sort?: "due" | "-due" | "plan" | "unit" | "late";
    page?: number;
    size?: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: LedgerPage;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/ledger${QS.query(QS.explode({
        plan,
        unit,
        task,
        state,
        light,
        due_from: dueFrom,
        due_to: dueTo,
        undated,
        mark,
        outcome,
        text,
        period,
        sort,
        page,
        size
    }))}`, {
        ...opts
    }));
}
/**
 * 看板：各项数字和各单位各月的灯，每个数字都写明数的是哪些行
 */
export function getBoard({ plan, unit, year }: {
    plan?: number;
    unit?: number;
    year?: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Board;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/board${QS.query(QS.explode({
        plan,
        unit,
        year
    }))}`, {
        ...opts
    }));
}
/**
 * 按同样条件导出 Excel 表，至多 20000 行
 */
export function exportLedger({ plan, unit, task, state, light, dueFrom, dueTo, undated, mark, outcome, text, period, sort }: {
    plan?: number;
    unit?: number;
    task?: number;
    state?: ("scheduled" | "assigned" | "acknowledged" | "completed" | "returned" | "closed" | "waived" | "cancelled")[];
    light?: ("red" | "yellow" | "green" | "grey" | "done")[];
    dueFrom?: string;
    dueTo?: string;
    undated?: "true" | "false";
    mark?: "extension" | "declined" | "paused" | "risk" | "waiting";
    outcome?: "onTime" | "late" | "overdue" | "open";
    text?: string;
    period?: string;
    sort?: "due" | "-due" | "plan" | "unit" | "late";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: any;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/export/ledger.xlsx${QS.query(QS.explode({
        plan,
        unit,
        task,
        state,
        light,
        due_from: dueFrom,
        due_to: dueTo,
        undated,
        mark,
        outcome,
        text,
        period,
        sort
    }))}`, {
        ...opts
    }));
}
/**
 * 全年进度：各月到期的事项，按时、逾期办结和没有办结的各多少
 */
export function getCourse({ plan, unit, year }: {
    plan?: number;
    unit?: number;
    year?: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Course;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/board/course${QS.query(QS.explode({
        plan,
        unit,
        year
    }))}`, {
        ...opts
    }));
}
/**
 * 一个月里每天到期几项、是不是上班；只含本人看得到的
 */
export function getCalendar({ month, plan, unit, light }: {
    month?: string;
    plan?: number;
    unit?: number;
    light?: ("red" | "yellow" | "green" | "grey" | "done")[];
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: CalendarMonth;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/calendar${QS.query(QS.explode({
        month,
        plan,
        unit,
        light
    }))}`, {
        ...opts
    }));
}
/**
 * 批量办理前先看：能怎样办，几项能办，其余为什么不能；不写入。办理仍是一项一个命令
 */
export function previewBulk({ body }: {
    body: {
        ids?: string[];
        /** 符合条件的全部；与 ids 只写一个 */
        query?: {
            /** 方案编号 */
            plan?: number;
            /** 责任单位 */
            unit?: number;
            /** 一项任务 */
            task?: number;
            /** 状态，可写几个，逗号隔开 */
            state?: ("scheduled" | "assigned" | "acknowledged" | "completed" | "returned" | "closed" | "waived" | "cancelled")[];
            /** 灯，可写几个，逗号隔开 */
            light?: ("red" | "yellow" | "green" | "grey" | "done")[];
            /** 日期（北京时间） */
            due_from?: string;
            /** 日期（北京时间） */
            due_to?: string;
            /** 没有日期的 */
            undated?: "true" | "false";
            /** extension 申请延期，declined 退回任务，paused 暂停，risk 报告困难，waiting 等待事件 */
            mark?: "extension" | "declined" | "paused" | "risk" | "waiting";
            /** onTime 按时办结，late 逾期后办结，overdue 逾期未办结，open 在办；与单位对比同一口径 */
            outcome?: "onTime" | "late" | "overdue" | "open";
            /** 事项、原文、序号、单位里的字，几个词用空格隔开 */
            text?: string;
            /** 报告期，例如 3月份 */
            period?: string;
            sort?: "due" | "-due" | "plan" | "unit" | "late";
        };
        kind?: "acknowledge" | "promise" | "set-opening" | "enter" | "report" | "complete" | "request-extension" | "contribute" | "confirm" | "report-risk" | "ask-contribution" | "hand-on" | "decline" | "urge" | "receive" | "return" | "close" | "uphold" | "reassign" | "instruct" | "rectify" | "summon" | "take-note" | "record-telling" | "waive" | "cancel" | "reopen" | "endorse-extension" | "decide-extension" | "set-due" | "set-event" | "pause" | "resume";
        "as"?: "office" | "behalf" | "unit";
        /** kind 为 reassign：改交哪个单位 */
        toUnitId?: number;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: BulkPreview;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/bulk/preview", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 一个事项：原文、各方、提醒和回执、经过、现在可以办理什么
 */
export function getOccurrence({ id }: {
    id: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Occurrence;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/occurrences/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * 可以改交哪些单位（reassign）、可以请哪些单位报送（ask-contribution）
 */
export function listUnitsFor({ act, id }: {
    act: "reassign" | "ask-contribution";
    id: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            id: number;
            name: string;
        }[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/occurrences/${encodeURIComponent(id)}/units${QS.query(QS.explode({
        act
    }))}`, {
        ...opts
    }));
}
/**
 * 办理：销号、退回、答复延期、批示、代填……；权限和规则与命令行、单位页面相同
 */
export function giveCommand({ id, idempotencyKey, commandInput }: {
    id: string;
    idempotencyKey?: string;
    commandInput: CommandInput;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: CommandTaken;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/occurrences/${encodeURIComponent(id)}/commands`, oazapfts.json({
        ...opts,
        method: "POST",
        body: commandInput,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * 上传佐证材料（multipart，字段名 files，请求头 x-duban: 1）；一次至多 9 个，每个至多 20 MB
 */
export function keepFiles({ body }: {
    body: {
        files: Blob[];
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: KeptFile[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/files", oazapfts.multipart({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 佐证材料；size 给缩小、转正、去掉拍摄信息的图片（thumbnail 长边 320，screen 长边 2000）；不写给原件，供下载
 */
export function getFile({ size, id }: {
    size?: "thumbnail" | "screen";
    id: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: any;
    } | {
        status: 206;
        data: any;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/files/${encodeURIComponent(id)}${QS.query(QS.explode({
        size
    }))}`, {
        ...opts
    }));
}
/**
 * 接口密钥，不含密钥本身
 */
export function listTokens(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ApiToken[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/tokens", {
        ...opts
    }));
}
/**
 * 新建接口密钥；密钥只在这一次答复里
 */
export function makeToken({ body }: {
    body: {
        /** 给哪个系统用 */
        name: string;
        /** 以哪个账号的身份；默认本人 */
        login?: string;
        scopes: ("plans:read" | "ledger:read" | "files:read" | "commands:write")[];
        /** 用到哪一天（含） */
        until: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: {
            id: number;
            name: string;
            /** 以哪个账号的身份 */
            login: string;
            person: string;
            scopes: ("plans:read" | "ledger:read" | "files:read" | "commands:write")[];
            /** 时刻（UTC） */
            createdAt: string;
            /** 时刻（UTC） */
            expiresAt: string;
            usedAt: string | null;
            token: string;
        };
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/tokens", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 停用接口密钥
 */
export function revokeToken({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/tokens/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * 推送给其他系统的设置
 */
export function listWebhooks(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Webhook[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/webhooks", {
        ...opts
    }));
}
/**
 * 新设推送；答复里有签名密钥，对方用它核对
 */
export function addWebhook({ body }: {
    body: {
        name: string;
        url: string;
        kinds?: ("acknowledge" | "decline" | "uphold" | "report" | "report-risk" | "enter" | "set-opening" | "promise" | "contribute" | "ask-contribution" | "hand-on" | "complete" | "confirm" | "receive" | "return" | "close" | "waive" | "cancel" | "reopen" | "request-extension" | "endorse-extension" | "decide-extension" | "set-due" | "set-event" | "reassign" | "urge" | "instruct" | "rectify" | "summon" | "take-note" | "record-telling" | "pause" | "resume" | "amend" | "assign" | "moment")[];
        planId?: number | null;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: {
            id: number;
            /** 给哪个系统 */
            name: string;
            url: string;
            /** 推送哪些办理；空为全部 */
            kinds: ("acknowledge" | "decline" | "uphold" | "report" | "report-risk" | "enter" | "set-opening" | "promise" | "contribute" | "ask-contribution" | "hand-on" | "complete" | "confirm" | "receive" | "return" | "close" | "waive" | "cancel" | "reopen" | "request-extension" | "endorse-extension" | "decide-extension" | "set-due" | "set-event" | "reassign" | "urge" | "instruct" | "rectify" | "summon" | "take-note" | "record-telling" | "pause" | "resume" | "amend" | "assign" | "moment")[];
            /** 只推送这个方案；空为全部 */
            planId: number | null;
            /** 谁设的 */
            person: string;
            /** 时刻（UTC） */
            createdAt: string;
            /** 对方上次接收 */
            takenAt: string | null;
            /** 对方从何时起没有接收 */
            failingSince: string | null;
            disabledAt: string | null;
            /** 自动停用的原因 */
            why: string | null;
            /** 待推送 */
            waiting: number;
            /** 对方拒收，已放弃 */
            failed: number;
            key: string;
        };
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/webhooks", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 可以推送的各种办理
 */
export function listWebhookKinds(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** 台账里的一种办理，例如 complete 报办结 */
            kind: "acknowledge" | "decline" | "uphold" | "report" | "report-risk" | "enter" | "set-opening" | "promise" | "contribute" | "ask-contribution" | "hand-on" | "complete" | "confirm" | "receive" | "return" | "close" | "waive" | "cancel" | "reopen" | "request-extension" | "endorse-extension" | "decide-extension" | "set-due" | "set-event" | "reassign" | "urge" | "instruct" | "rectify" | "summon" | "take-note" | "record-telling" | "pause" | "resume" | "amend" | "assign" | "moment";
            name: string;
        }[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/webhook-kinds", {
        ...opts
    }));
}
/**
 * on 启用，off 停用，retry 把已放弃的重新推送
 */
export function changeWebhook({ id, act }: {
    id: number;
    act: "on" | "off" | "retry";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Webhook;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/webhooks/${encodeURIComponent(id)}/${encodeURIComponent(act)}`, {
        ...opts,
        method: "POST"
    }));
}
/**
 * 立即推送一条 ping，看对方怎样答复
 */
export function testWebhook({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            taken: boolean;
            status: number | null;
            words: string;
        };
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/webhooks/${encodeURIComponent(id)}/test`, {
        ...opts,
        method: "POST"
    }));
}
/**
 * 最近 50 条推送，新的在前
 */
export function listWebhookDeliveries({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: WebhookDelivery[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/webhooks/${encodeURIComponent(id)}/deliveries`, {
        ...opts
    }));
}
/**
 * 删除推送，连同没有推送的
 */
export function removeWebhook({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/webhooks/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * 通讯录：本方的单位和在任的人，联系不上的在前
 */
export function getBook(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Book;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/book", {
        ...opts
    }));
}
/**
 * 一个单位：人员、历任、通过它办理的单位、换人时要交接的事项
 */
export function getBookUnit({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: BookUnitDetails;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/book/units/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * 修改一个单位；没有填的就是空
 */
export function editBookUnit({ id, body }: {
    id: number;
    body: {
        name: string;
        kind: "unit" | "role" | "group" | "village" | "leading-body" | "outside";
        side: string | null;
        aliases: string[];
        through: string | null;
        phone: string | null;
        mailbox: string | null;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: BookEdited;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/book/units/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body
    })));
}
/**
 * 登记一个单位
 */
export function addBookUnit({ body }: {
    body: {
        name: string;
        kind: "unit" | "role" | "group" | "village" | "leading-body" | "outside";
        side: string | null;
        aliases: string[];
        through: string | null;
        phone: string | null;
        mailbox: string | null;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: BookEdited;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/book/units", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 安排岗位；接替别人的，前任的链接和设备停用，未办结的事项清单发给继任者
 */
export function fillPost({ id, body }: {
    id: number;
    body: {
        role: "contact" | "handler" | "leader" | "supervising-leader" | "office" | "coordinator" | "verifier";
        /** 通讯录里已有的人 */
        personId?: number;
        /** 新的人 */
        person?: {
            name: string;
            phone: string | null;
            email: string | null;
            room: string | null;
        };
        /** 接替哪一个岗位记录；空为增加 */
        replaces: number | null;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: BookEdited;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/book/units/${encodeURIComponent(id)}/posts`, oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 离任：岗位今天结束，任职经历仍保留
 */
export function endPost({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: BookEdited;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/book/posts/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * 修改一个人的姓名、科室、电话、邮箱
 */
export function editPerson({ id, body }: {
    id: number;
    body: {
        name: string;
        phone: string | null;
        email: string | null;
        room: string | null;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: BookEdited;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/book/people/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body
    })));
}
/**
 * 一个人的联系方式和提醒方式
 */
export function getPerson({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Reader;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/book/people/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * 按姓名、单位或邮箱找通讯录里的人，至多 30 位
 */
export function findPeople({ text }: {
    text?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: PersonChoice[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/book/people${QS.query(QS.explode({
        text
    }))}`, {
        ...opts
    }));
}
/**
 * 通讯录样表
 */
export function getBookTemplate({ form }: {
    form?: "xlsx" | "csv";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: any;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/book/template${QS.query(QS.explode({
        form
    }))}`, {
        ...opts
    }));
}
/**
 * 现有通讯录的表，改好可以再导入
 */
export function getBookTable({ form }: {
    form?: "xlsx" | "csv";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: any;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/book/table${QS.query(QS.explode({
        form
    }))}`, {
        ...opts
    }));
}
/**
 * 导入通讯录（multipart：字段 files 为一个 .xlsx 或 CSV，请求头 x-duban: 1）；没有 digest 的只预览，带上预览给的 digest 才导入
 */
export function importBook({ digest, body }: {
    digest?: string;
    body: {
        files: Blob[];
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: BookImport;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/book/import${QS.query(QS.explode({
        digest
    }))}`, oazapfts.multipart({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 代设提醒方式和免打扰时段
 */
export function setPersonWays({ id, body }: {
    id: number;
    body: {
        prefers: "mail" | "sms";
        /** 免打扰从几点，例如 12:00；都留空为不设 */
        quietFrom: string;
        quietTo: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Reader;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/book/people/${encodeURIComponent(id)}/ways`, oazapfts.json({
        ...opts,
        method: "PUT",
        body
    })));
}
/**
 * 停用一个人的日历订阅地址
 */
export function endPersonCalendars({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            ended: number;
        };
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/book/people/${encodeURIComponent(id)}/calendars`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * 还没有结束的请假登记
 */
export function listLeaves(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Leave[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/book/leaves", {
        ...opts
    }));
}
/**
 * 登记请假和代理人；期间的通知发给代理人
 */
export function takeLeave({ body }: {
    body: {
        personId: number;
        /** 日期（北京时间） */
        "from": string;
        /** 日期（北京时间） */
        to: string;
        substituteId: number | null;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: {
            id: number;
        };
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/book/leaves", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 取消请假登记
 */
export function cancelLeave({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/book/leaves/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * 各单位用哪些设备办理，等待确认的在前
 */
export function listDevices(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Device[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/book/devices", {
        ...opts
    }));
}
/**
 * 放行或停用一台设备
 */
export function settleDevice({ id, body }: {
    id: number;
    body: {
        allowed: boolean;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/book/devices/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body
    })));
}
/**
 * 集合称谓（各乡镇、县直各部门）各指哪些单位
 */
export function listCollectives(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Collectives;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/book/collectives", {
        ...opts
    }));
}
/**
 * 登记一个集合称谓；新导入的方案里有它的，建议按这里的单位对应
 */
export function addCollective({ body }: {
    body: {
        name: string;
        /** 不写：各成员共同的所属方 */
        side?: string | null;
        aliases: string[];
        units: string[];
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: Collectives;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/book/collectives", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 按称谓的写法，从通讯录里提出它可能指的单位
 */
export function proposeMembers({ name, side }: {
    name: string;
    side?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ProposedMembers;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/book/collectives/proposed${QS.query(QS.explode({
        name,
        side
    }))}`, {
        ...opts
    }));
}
/**
 * 修改一个集合称谓；已经确定对应关系的方案不变
 */
export function editCollective({ id, body }: {
    id: number;
    body: {
        name: string;
        /** 不写：各成员共同的所属方 */
        side?: string | null;
        aliases: string[];
        units: string[];
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Collectives;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/book/collectives/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body
    })));
}
/**
 * 删去一个集合称谓；已经确定对应关系的方案不变
 */
export function dropCollective({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Collectives;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/book/collectives/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * 全机构的规则：发送时间、邮件和短信数量
 */
export function getOfficePolicy(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Rules;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/policy/office", {
        ...opts
    }));
}
/**
 * 设置全机构的规则，从下一条消息起执行
 */
export function setOfficePolicy({ body }: {
    body: {
        [key: string]: any;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: PolicySaved;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/policy/office", oazapfts.json({
        ...opts,
        method: "PUT",
        body
    })));
}
/**
 * 一个方案的督办规则
 */
export function getPlanPolicy({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Rules;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/policy/plans/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * 设置一个方案的督办规则，在办事项随之重排，记入台账
 */
export function setPlanPolicy({ id, body }: {
    id: number;
    body: {
        policy: {
            [key: string]: any;
        };
        reason?: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: PolicySaved;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/policy/plans/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body
    })));
}
/**
 * 按改动中的规则，一个样例事项会在哪几天提醒、催办
 */
export function previewPolicy({ body }: {
    body: {
        planId: number | null;
        policy: {
            [key: string]: any;
        };
        sample: "monthly" | "quarter" | "november" | "week";
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: PolicyPreview;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/policy/preview", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 保存这些规则会使哪些在办事项的提醒日期变化；不作改动
 */
export function lookAtPolicyShifts({ id, body }: {
    id: number;
    body: {
        [key: string]: any;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Shifts;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/policy/plans/${encodeURIComponent(id)}/shifts`, oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 各年的节假日和调休；今年、明年没有公布的列为待公布
 */
export function listCalendarYears(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            mayEdit: boolean;
            years: CalendarYear[];
        };
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/calendar-years", {
        ...opts
    }));
}
/**
 * 读一年安排的表（列“日期”“类型（休/班）”；.xlsx 或 CSV），不录入
 */
export function readCalendarTable({ body }: {
    body: {
        files: Blob[];
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: CalendarRead;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/calendar-years/table", oazapfts.multipart({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 录入这一年会使哪些事项的报送日、提醒日变化；不作改动
 */
export function lookAtCalendarShifts({ year, body }: {
    year: number;
    body: {
        /** 依据的通知文号 */
        source: string;
        /** 日期或时段：2027-01-01..2027-01-03 */
        rest: string[];
        work: string[];
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** 涉及几个在办事项 */
            reached: number;
            /** 逐项推算了几个；其余同样重排 */
            looked: number;
            shifts: {
                id: string;
                "number": string;
                title: string;
                unit: string;
                dueOn: string | null;
                /** 下班前报送的那一天，变化前后 */
                practical: {
                    /** 日期（北京时间） */
                    before: string;
                    /** 日期（北京时间） */
                    after: string;
                } | null;
                /** 不再提醒、催办的日子 */
                gone: string[];
                /** 新的日子 */
                come: string[];
            }[];
            rest: string[];
            work: string[];
        };
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/calendar-years/${encodeURIComponent(year)}/shifts`, oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 录入一年的安排；在办事项的提醒随之调整，记入台账
 */
export function setCalendarYear({ year, body }: {
    year: number;
    body: {
        /** 依据的通知文号 */
        source: string;
        /** 日期或时段：2027-01-01..2027-01-03 */
        rest: string[];
        work: string[];
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            changed: boolean;
            reached: number;
            brought: boolean;
        };
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/calendar-years/${encodeURIComponent(year)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body
    })));
}
/**
 * 各渠道：好不好、最近的成功和失败、积压、还差什么设置
 */
export function listChannels(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Channel[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/channels", {
        ...opts
    }));
}
/**
 * 试发一条：邮件、短信发给本人，工作群写明群的名称
 */
export function tryChannel({ channel, body }: {
    channel: "mail" | "sms" | "chat";
    body: {
        group?: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: ChannelTest;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/channels/${encodeURIComponent(channel)}/test`, oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 试发的那一条怎么样了
 */
export function getChannelTest({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ChannelTest;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/channels/tests/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * 工作群和它们的状态；不含地址和密钥
 */
export function listChatGroups(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ChatGroup[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/channels/groups", {
        ...opts
    }));
}
/**
 * 登记工作群；试发成功以后才发送。地址和密钥不会再显示
 */
export function addChatGroup({ body }: {
    body: {
        name: string;
        url: string;
        secret: string | null;
        system: ("wecom" | "dingtalk" | "feishu") | null;
        planId: number | null;
        units: string[];
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/channels/groups", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 停用工作群，不再发送
 */
export function endChatGroup({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/channels/groups/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE"
    }));
}
/**
 * 工作台的账号，以及由岗位得出的权限
 */
export function listAccounts(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Account[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/accounts", {
        ...opts
    }));
}
/**
 * 登记账号；答复里的链接由本人打开，设置密码
 */
export function addAccount({ body }: {
    body: {
        /** 通讯录里的人 */
        personId: number;
        login: string;
        admin?: boolean;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: LoginLink;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/accounts", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 一次性登录链接
 */
export function makeLoginLink({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: LoginLink;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/accounts/${encodeURIComponent(id)}/link`, {
        ...opts,
        method: "POST"
    }));
}
/**
 * 重置：密码作废，登录都退出，锁定解除；由本人用链接设新密码
 */
export function resetAccount({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: LoginLink;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/accounts/${encodeURIComponent(id)}/reset`, {
        ...opts,
        method: "POST"
    }));
}
/**
 * 停用、恢复，设为或取消管理员；最后一位管理员不能停用、取消
 */
export function changeAccount({ id, body }: {
    id: number;
    body: {
        disabled?: boolean;
        admin?: boolean;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/accounts/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body
    })));
}
/**
 * 登录和权限变动的记录，新的在前，至多 200 条
 */
export function listAccess({ account }: {
    account?: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: AccessEntry[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/access-log${QS.query(QS.explode({
        account
    }))}`, {
        ...opts
    }));
}
/**
 * 督办专报，新的在前；领导看已上报的，协调员连同将要上报的
 */
export function listWeekly(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: WeeklyList[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/weekly", {
        ...opts
    }));
}
/**
 * 一份专报：逐项的告知凭据、办公室做了什么、单位说了什么、建议、现在可以怎样批示
 */
export function getWeekly({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: WeeklyWhole;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/weekly/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * 上报前：暂缓一项（hold）、恢复（pass）、加说明（remark）；由督办该事项的协调员办理
 */
export function sayOfWeekly({ id, body }: {
    id: number;
    body: {
        act: "hold";
        id: string;
        text: string;
    } | {
        act: "pass";
        id: string;
    } | {
        act: "remark";
        id: string;
        text: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/weekly/${encodeURIComponent(id)}/matters`, oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 放行一份等待放行的专报，下一个工作日早上上报
 */
export function releaseWeekly({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/weekly/${encodeURIComponent(id)}/release`, {
        ...opts,
        method: "POST"
    }));
}
/**
 * 电话清单：今天该给谁打、为什么、上次说了什么；只给督办这些事项的协调员
 */
export function listCalls(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            /** 日期（北京时间） */
            today: string;
            callers: Caller[];
        };
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/calls", {
        ...opts
    }));
}
/**
 * 登记一次电话的结果；接通的记为电话告知，没有接通的不作为告知凭据
 */
export function keepCall({ idempotencyKey, callInput }: {
    idempotencyKey: string;
    callInput: CallInput;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: CallMade;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/calls", oazapfts.json({
        ...opts,
        method: "POST",
        body: callInput,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * 几个事项的佐证材料、单位最近的话、现在可以怎样办理；一次至多 50 项，不写入
 */
export function listDecisions({ body }: {
    body: {
        ids: string[];
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Decision[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/decisions", oazapfts.json({
        ...opts,
        method: "POST",
        body
    })));
}
/**
 * 本人所在办公室牵头的方案里，有等待销号的是哪些
 */
export function listPlansToCheck(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            id: number;
            title: string;
        }[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/check", {
        ...opts
    }));
}
/**
 * 一个方案里等待销号的：单位说的、数量、佐证，抽查的作了标记
 */
export function listClaims({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            plan: {
                id: number;
                title: string;
            };
            /** 日期（北京时间） */
            today: string;
            claims: Claim[];
        };
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/check/${encodeURIComponent(id)}`, {
        ...opts
    }));
}
/**
 * 批量销号：抽查的须逐项看过；须领导销号的由领导办理，或附上签批的销号清单
 */
export function closeClaims({ id, idempotencyKey, closingInput }: {
    id: number;
    idempotencyKey: string;
    closingInput: ClosingInput;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 202;
        data: {
            changeId: number;
            count: number;
            brought: boolean;
        };
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/check/${encodeURIComponent(id)}/close`, oazapfts.json({
        ...opts,
        method: "POST",
        body: closingInput,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "idempotency-key": idempotencyKey
        })
    })));
}
/**
 * 销号清单，供领导签批或存档；可以只要一个单位的
 */
export function exportClaimsDocx({ unit, id }: {
    unit?: string;
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: any;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/check/${encodeURIComponent(id)}/list.docx${QS.query(QS.explode({
        unit
    }))}`, {
        ...opts
    }));
}
/**
 * 销号清单，供领导签批或存档；可以只要一个单位的
 */
export function exportClaimsXlsx({ unit, id }: {
    unit?: string;
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: any;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/check/${encodeURIComponent(id)}/list.xlsx${QS.query(QS.explode({
        unit
    }))}`, {
        ...opts
    }));
}
/**
 * 需对方协调、确认的事项，本月的商请函，以及答复；只给本方案的协调员
 */
export function listLiaison(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: LiaisonSide[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/liaison", {
        ...opts
    }));
}
/**
 * 汇集本月的商请函；还没有发出的可以重新汇集，改过的文字随之作废
 */
export function makeLetter({ plan, side }: {
    plan: number;
    side: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/liaison/${encodeURIComponent(plan)}/${encodeURIComponent(side)}/letter`, {
        ...opts,
        method: "POST"
    }));
}
/**
 * 修改本月商请函的文字
 */
export function editLetter({ plan, side, letterTextInput }: {
    plan: number;
    side: number;
    letterTextInput: LetterTextInput;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/liaison/${encodeURIComponent(plan)}/${encodeURIComponent(side)}/letter`, oazapfts.json({
        ...opts,
        method: "PUT",
        body: letterTextInput
    })));
}
/**
 * 登记本月商请函已经发出（系统不代发）；之后不能再改
 */
export function sendLetter({ plan, side, letterSentInput }: {
    plan: number;
    side: number;
    letterSentInput: LetterSentInput;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/liaison/${encodeURIComponent(plan)}/${encodeURIComponent(side)}/sent`, oazapfts.json({
        ...opts,
        method: "POST",
        body: letterSentInput
    })));
}
/**
 * 一个月的商请函（Word）
 */
export function getLetterDocx({ month, plan, side }: {
    month?: string;
    plan: number;
    side: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: any;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/liaison/${encodeURIComponent(plan)}/${encodeURIComponent(side)}/letter.docx${QS.query(QS.explode({
        month
    }))}`, {
        ...opts
    }));
}
/**
 * 可列入通报的事项（由人决定是否通报），和已有的通报稿；系统不会自动通报
 */
export function listCirculars({ id }: {
    id: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: {
            candidates: CircularCandidate[];
            circulars: Circular[];
            mayDraft: boolean;
        };
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/circulars`, {
        ...opts
    }));
}
/**
 * 拟一份通报稿：数字截至现在，点名哪些逾期事项由协调员选
 */
export function draftCircular({ id, circularNamedInput }: {
    id: number;
    circularNamedInput: CircularNamedInput;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 201;
        data: Circular;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/circulars`, oazapfts.json({
        ...opts,
        method: "POST",
        body: circularNamedInput
    })));
}
/**
 * 修改、送核对、登记核对意见、送审、审核、签发、登记印发、退回、作废
 */
export function actOnCircular({ id, circular, circularActInput }: {
    id: number;
    circular: number;
    circularActInput: CircularActInput;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: Circular;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/circulars/${encodeURIComponent(circular)}`, oazapfts.json({
        ...opts,
        method: "POST",
        body: circularActInput
    })));
}
/**
 * 通报稿（Word）；文号未定的留空
 */
export function getCircularDocx({ id, circular }: {
    id: number;
    circular: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: any;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/plans/${encodeURIComponent(id)}/circulars/${encodeURIComponent(circular)}/text.docx`, {
        ...opts
    }));
}
/**
 * 各单位办理情况，按单位名称排列，不排名；单位只看得到本单位的
 */
export function compareUnits({ plan, $from, to }: {
    plan?: number;
    $from?: string;
    to?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: ComparedUnit[];
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>(`/api/v1/compare${QS.query(QS.explode({
        plan,
        "from": $from,
        to
    }))}`, {
        ...opts
    }));
}
/**
 * 实时变化（SSE）：changed 的 data 是 {"occurrenceIds": […]}，或 {"all": true}（全部重读）；review 的 data 是 {"planIds": […]}（正在审核的方案有改动）；只含本人看得到的
 */
export function followChanges(opts?: Oazapfts.RequestOpts) {
    return oazapfts.ok(oazapfts.fetchJson<{
        status: 200;
        data: any;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: number;
        data: Problem;
    }>("/api/v1/events", {
        ...opts
    }));
}
